/** Every view and dialog can be used by everybody. */
import { testAccess } from "./access.mjs";
import { VIEWS } from "./views.mjs";

testAccess("every view", VIEWS);
