"""Tests of modules that run when they are first used."""

from __future__ import annotations

import importlib
import sys
import tempfile
import threading
import unittest
from pathlib import Path

from late_modules import LateModule, finding_late

#: Says in a list of its own how often it ran, and takes its time for it.
MODULE = """
import sys, time
sys.ran.append(__name__)
__version__ = "1.0"
def double(number): return factor * number
time.sleep(0.05)
factor = 2
class Thing: pass
"""


class LateModulesTest(unittest.TestCase):
    """Every test has a directory of modules, and a record of those that ran."""

    def setUp(self) -> None:
        """Makes `late_one` and the package `late_two` with `late_two.part`."""
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        (self.directory / "late_one.py").write_text(MODULE)
        (self.directory / "late_two").mkdir()
        (self.directory / "late_two" / "__init__.py").write_text(MODULE)
        part = "from . import double\nfour = double(2)\n"
        (self.directory / "late_two" / "part.py").write_text(part)
        sys.path.insert(0, directory.name)
        self.addCleanup(sys.path.remove, directory.name)
        self.ran = sys.ran = []  # type: ignore[attr-defined]
        self.addCleanup(self.forget, set(sys.modules), list(sys.meta_path))
        importlib.invalidate_caches()

    def forget(self, modules: set[str], finders: list) -> None:
        """Takes back what a test imported."""
        for name in set(sys.modules) - modules:
            del sys.modules[name]
        sys.meta_path[:] = finders

    def test_runs_once_when_first_used(self) -> None:
        """Importing runs nothing; the first name that is asked for does."""
        with finding_late({"late_one": frozenset()}):
            import late_one
        self.assertEqual(self.ran, [])
        self.assertEqual(late_one.__version__, "1.0")
        self.assertEqual(late_one.double(4), 8)
        self.assertIsInstance(late_one.Thing(), late_one.Thing)
        self.assertEqual(self.ran, ["late_one"])
        self.assertNotIsInstance(late_one, LateModule)

    def test_function_can_be_copied_out(self) -> None:
        """A function that may wait runs its module when it is called."""
        with finding_late({"late_one": frozenset({"double"})}):
            from late_one import double
        self.assertEqual(self.ran, [])
        self.assertEqual(double(4), 8)

    def test_class_is_never_a_stand_in(self) -> None:
        """What was not declared as a function is the real thing."""
        with finding_late({"late_one": frozenset({"double"})}):
            from late_one import Thing
        self.assertIsInstance(Thing, type)

    def test_settled_module_gives_real_names(self) -> None:
        """Anyone who imports later gets what a plain import gives."""
        with finding_late({"late_one": frozenset({"double"})}):
            import late_one  # noqa: F401
        from late_one import double

        self.assertEqual(double.__module__, "late_one")
        self.assertEqual(self.ran, ["late_one"])

    def test_submodule_finds_its_package_whole(self) -> None:
        """Importing a part of a waiting package runs the package first."""
        with finding_late({"late_two": frozenset()}):
            import late_two  # noqa: F401
        from late_two.part import four

        self.assertEqual(four, 4)
        self.assertEqual(self.ran, ["late_two"])

    def test_threads_wait_for_each_other(self) -> None:
        """No one sees half a module."""
        with finding_late({"late_one": frozenset()}):
            import late_one
        results: list[int] = []
        start = threading.Barrier(8)

        def use() -> None:
            start.wait()
            results.append(late_one.double(1))

        threads = [threading.Thread(target=use) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(results, [2] * 8)
        self.assertEqual(self.ran, ["late_one"])

    def test_failure_is_tried_again(self) -> None:
        """A module that breaks while it runs breaks every user of it."""
        (self.directory / "late_one.py").write_text("1 / 0")
        with finding_late({"late_one": frozenset()}):
            import late_one
        with self.assertRaises(ZeroDivisionError):
            late_one.double(4)
        (self.directory / "late_one.py").write_text(MODULE)
        importlib.invalidate_caches()
        import late_one as again

        self.assertEqual(again.double(4), 8)

    def test_absent_module_fails_at_import(self) -> None:
        """Programs ask by importing whether something is installed."""
        with finding_late({"late_absent": frozenset()}):
            with self.assertRaises(ModuleNotFoundError):
                import late_absent  # noqa: F401

    def test_resources_can_be_read(self) -> None:
        """The real loader answers for everything else."""
        with finding_late({"late_two": frozenset()}):
            import late_two  # noqa: F401
        from importlib.resources import files

        text = files("late_two").joinpath("part.py").read_text()
        self.assertIn("four", text)


if __name__ == "__main__":
    unittest.main()
