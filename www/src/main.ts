/** The first script, and a small one: the core is compiled while the browser reads the page's own. */
import { loadCore, loadPage } from "./host.js";
import "./base.css";
import "./frame.css";
import "./files.css";
import "./review.css";
import "./sheet.css";
import "./print.css";

const core = loadCore();
const target = document.getElementById("app");
if (target) void loadPage().then(({ show }) => show(target, core));
