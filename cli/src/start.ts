/** Starting the core for a command. */
import { readOptional } from "./files.js";
import { Kaito } from "./index.js";
import { about } from "./message.js";

/** The core with the library of a file, or with the built-in one; a wrong library is the library's failure. */
export async function start(
  library: string | undefined,
  module?: WebAssembly.Module,
  encoder?: false,
): Promise<Kaito> {
  const kaito = await Kaito.load({ library: readOptional(library), module, encoder });
  if (library !== undefined) about(library, () => kaito.engine);
  return kaito;
}
