import { defineWorkspace, jupyterLab } from "hearth";

export default defineWorkspace({
  name: "notebooks",
  python: { version: ">=3.11" },
  services: {
    jupyter: jupyterLab(),
  },
});
