/** Prints the most memory that this process had in use, in KiB. */
export function peak() {
  console.log("peak", process.resourceUsage().maxRSS);
}
