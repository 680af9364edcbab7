/**
 * Django's development server as a service.
 *
 * @module
 */
import type { ServiceInput } from "../../workspace/workspace.ts";
import { type PresetOptions, presetService } from "./preset_service.ts";

/** What may differ between workspaces that run a Django project. */
export interface DjangoOptions extends PresetOptions {
  /** The project's `manage.py`. @default {"manage.py"} */
  readonly manage?: string;
  /** Settings module, as `"site.settings.dev"`. @default {what manage.py sets} */
  readonly settings?: string;
  /**
   * Whether migrations are applied before each start, ahead of the commands in
   * `before`. Many projects need them for their first page. @default {false}
   */
  readonly migrate?: boolean;
  /** Whether the server restarts when a file is saved. @default {true} */
  readonly reload?: boolean;
}

/**
 * Declares Django's development server: loopback only, on the port from Hearth.
 *
 * It is ready once it takes connections, which is after Django's own checks.
 * No page is asked: any may fail before the migrations, and the server runs
 * all the same. `DEBUG` and `ALLOWED_HOSTS` stay the project's own.
 */
export function django(
  {
    manage = "manage.py",
    settings,
    migrate = false,
    reload = true,
    before = [],
    ...options
  }: DjangoOptions = {},
): ServiceInput {
  const command = (...args: readonly string[]): string[] => [
    "python",
    manage,
    ...args,
    ...(settings === undefined ? [] : [`--settings=${settings}`]),
  ];
  return presetService(
    command(
      "runserver",
      "127.0.0.1:{port}",
      ...(reload ? [] : ["--noreload"]),
    ),
    {
      port: 8000,
      ready: { tcp: true },
      open: "/",
    },
    {
      ...options,
      before: [
        ...(migrate ? [command("migrate", "--noinput")] : []),
        ...before,
      ],
    },
  );
}
