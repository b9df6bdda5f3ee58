import { mount } from "svelte";
import App from "./App.svelte";
import "./base.css";
import "./frame.css";
import "./files.css";
import "./review.css";
import "./sheet.css";
import "./print.css";

const target = document.getElementById("app");
if (target) mount(App, { target });
