"""Tests of what Hearth's launchers share; run by `tests/presets`."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from typing import Any

from hearth_script import forcing, source_files
from launch_streamlit import known_arguments


class Forcing(unittest.TestCase):
    def test_overrides_positional_and_named_arguments(self) -> None:
        def launch(name: str, host: str = "any", *, port: int = 1) -> tuple[Any, ...]:
            return name, host, port

        forced = forcing(launch, {"host": "here", "port": 2})
        self.assertEqual(forced("a"), ("a", "here", 2))
        self.assertEqual(forced("a", "there", port=3), ("a", "here", 2))

    def test_leaves_alone_what_a_function_does_not_declare(self) -> None:
        def launch(host: str = "any") -> str:
            return host

        self.assertEqual(forcing(launch, {"host": "here", "port": 2})(), "here")

    def test_takes_options_out_of_the_rest(self) -> None:
        def launch(host: str, **options: Any) -> dict[str, Any]:
            return options

        forced = forcing(launch, {}, removed=["ssl_context"])
        self.assertEqual(forced("a", ssl_context="adhoc", threads=2), {"threads": 2})


class KnownArguments(unittest.TestCase):
    def test_leaves_out_what_an_older_version_does_not_know(self) -> None:
        arguments = ["--server.port=8501", "--server.sslCertFile=", "word"]
        self.assertEqual(
            known_arguments(arguments, {"--server.port"}),
            ["--server.port=8501", "word"],
        )


class SourceFiles(unittest.TestCase):
    def test_skips_environments(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            top = Path(name)
            for file in (
                "app.py",
                "app.css",
                "pages/one.py",
                ".hearth/venvs/x/lib/a.py",
                "env/pyvenv.cfg",
                "env/lib/b.py",
                "node_modules/c.py",
            ):
                (top / file).parent.mkdir(parents=True, exist_ok=True)
                (top / file).touch()
            found = {path.relative_to(top) for path in source_files(top, ".py")}
            self.assertEqual(found, {Path("app.py"), Path("pages/one.py")})


if __name__ == "__main__":
    unittest.main()
