/** To be imported before a program: prints its peak when it ends. */
import { peak } from "./peak.mjs";

process.on("exit", peak);
