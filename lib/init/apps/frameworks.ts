/**
 * The frameworks that init knows, and what gives each away.
 *
 * @module
 */

/** Names of presets that run an app. */
export type FrameworkName =
  | "streamlit"
  | "django"
  | "fastapi"
  | "flask"
  | "fasthtml"
  | "gradio"
  | "dash"
  | "panel"
  | "marimo";

/** A framework. */
export interface Framework {
  readonly name: FrameworkName;
  /** What people call it. */
  readonly label: string;
  /** Distributions that install it; the first is its own. */
  readonly packages: readonly string[];
  readonly modules: readonly string[];
  /**
   * What masked source has that can be started; its first group, where there
   * is one, is the variable that holds the app.
   */
  readonly entry: RegExp;
  /** Usual names of the file to start, the most usual first. */
  readonly files: readonly string[];
  /** Whether other files of the project may import the one that is started. */
  readonly isImported: boolean;
  /** Whether a file may start the app that other files make of it. */
  readonly isLed?: boolean;
  /** Whether a function of another module may make the app. */
  readonly isMade?: boolean;
}

/** What is assigned to a variable of the module, or of a function in it. */
function assigned(call: string, rest = ""): RegExp {
  return new RegExp(
    String
      .raw`^[ \t]*(\w+)${rest}[ \t]*(?::[^=\n]+)?=[ \t]*(?:\w+\.)*(?:${call})\(`,
    "m",
  );
}

/** `app = create_app()`, whose function is in another module. */
export const MADE_APP =
  /^(\w+)[ \t]*(?::[^=\n]+)?=[ \t]*(?:\w+\.)*(?:create|make|build|get|init|register|setup|configure|new)_app(?:lication)?\(/m;

/** In the order in which they are looked for. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    name: "streamlit",
    label: "Streamlit",
    packages: ["streamlit"],
    modules: ["streamlit"],
    entry: /(?<![\w.])(?:st|streamlit)\.\w+/,
    files: [
      "streamlit_app.py",
      "app.py",
      "main.py",
      "home.py",
      "hello.py",
      "dashboard.py",
    ],
    isImported: false,
  },
  {
    name: "django",
    label: "Django",
    packages: ["django", "wagtail", "djangorestframework", "django-cms"],
    modules: ["django"],
    entry: /\bexecute_from_command_line\b/,
    files: ["manage.py"],
    isImported: false,
  },
  {
    name: "fastapi",
    label: "FastAPI",
    packages: ["fastapi"],
    modules: ["fastapi"],
    entry: assigned("FastAPI"),
    files: ["main.py", "app.py", "api.py", "server.py", "asgi.py"],
    isImported: true,
    isMade: true,
  },
  {
    name: "flask",
    label: "Flask",
    packages: ["flask", "quart"],
    modules: ["flask"],
    entry: assigned("Flask"),
    files: ["app.py", "wsgi.py", "main.py", "run.py", "server.py"],
    isImported: true,
    isMade: true,
  },
  {
    name: "fasthtml",
    label: "FastHTML",
    packages: ["python-fasthtml"],
    modules: ["fasthtml"],
    entry: assigned(
      "fast_app|FastHTML|FastHTMLWithLiveReload|MonsterHTML",
      String.raw`(?:[ \t]*,[\w \t,()]{1,200})?`,
    ),
    files: ["main.py", "app.py", "server.py"],
    isImported: true,
  },
  {
    name: "gradio",
    label: "Gradio",
    packages: ["gradio"],
    modules: ["gradio"],
    entry: /\.launch\(/,
    files: ["app.py", "webui.py", "main.py", "demo.py", "run.py"],
    isImported: false,
    isLed: true,
  },
  {
    name: "dash",
    label: "Dash",
    packages: ["dash"],
    modules: ["dash", "jupyter_dash", "dash_extensions"],
    entry: /\.run_server\(|(?<![\w.])app\.run\(|(?<![\w.])(?:dash\.)?Dash\(/,
    files: ["app.py", "index.py", "main.py", "dashboard.py"],
    isImported: false,
    isLed: true,
  },
  {
    name: "panel",
    label: "Panel",
    packages: ["panel"],
    modules: ["panel"],
    entry: /\.servable\(|(?<![\w.])(?:pn|panel)\.serve\(/,
    files: ["app.py", "main.py", "dashboard.py"],
    isImported: false,
  },
  {
    name: "marimo",
    label: "Marimo",
    packages: ["marimo"],
    modules: ["marimo"],
    entry: /^\w+[ \t]*=[ \t]*(?:marimo|mo)\.App\(/m,
    files: ["notebook.py", "app.py", "main.py"],
    isImported: false,
  },
];

/** A framework by its name. */
export function frameworkOf(name: FrameworkName): Framework {
  const found = FRAMEWORKS.find((framework) => framework.name === name);
  if (found === undefined) throw new TypeError(`No framework "${name}"`);
  return found;
}
