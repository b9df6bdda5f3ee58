/** Counts what is requested after the page is ready: it should stay at none but for the part that comes later. */
export class Requests {
  names = $state.raw<readonly string[]>([]);
  /** The page's own part that was requested after it was ready; none before, or where there is none. */
  later = $state<string>();
  #expected: string | undefined;
  #since = Infinity;

  constructor() {
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => this.#note(entry))).observe({
      type: "resource",
    });
  }

  /** Starts to count: from here on nothing needs to be loaded but `later`, once. */
  ready(later: string | undefined): void {
    this.#expected = later;
    this.#since = performance.now();
  }

  /** A request that a worker made after its start. */
  add(name: string): void {
    this.names = [...this.names, name];
  }

  #note({ name, startTime }: PerformanceEntry): void {
    if (startTime < this.#since) return;
    if (name !== this.#expected) this.add(name);
    else {
      this.later = name;
      this.#expected = undefined;
    }
  }
}

/** The content security policy that the page was served with. */
export function policy(): string[] {
  const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  return (meta?.content ?? "").split(";").map((rule) => rule.trim());
}
