/** The encoder's file beside the page, by its path from there; empty where the page is built without it. */
declare module "virtual:encoder" {
  export const name: string;
}
