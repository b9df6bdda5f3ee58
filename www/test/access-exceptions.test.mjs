/** Every form and failure can be used by everybody. */
import { testAccess } from "./access.mjs";
import { EXCEPTIONS } from "./views.mjs";

testAccess("every exception", EXCEPTIONS);
