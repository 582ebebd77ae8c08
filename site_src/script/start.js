// Where the page's script begins. Until the page's data are there, and whenever something of the rest fails to load,
// nobody takes the clicks, and the options lead on as the links that they are.

import { parsed } from "./parsed.js";

parsed("wizard-page").then(() => import("./wizard.js"));
