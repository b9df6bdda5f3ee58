/** Counts what is requested after the page is ready: it should stay at none. */
export class Requests {
  names = $state.raw<readonly string[]>([]);
  #since = Infinity;

  constructor() {
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => this.#note(entry))).observe({
      type: "resource",
    });
  }

  /** Starts to count: from here on nothing needs to be loaded. */
  ready(): void {
    this.#since = performance.now();
  }

  /** A request that a worker made after its start. */
  add(name: string): void {
    this.names = [...this.names, name];
  }

  #note({ name, startTime }: PerformanceEntry): void {
    if (startTime >= this.#since) this.add(name);
  }
}

/** The content security policy that the page was served with. */
export function policy(): string[] {
  const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]');
  return (meta?.content ?? "").split(";").map((rule) => rule.trim());
}
