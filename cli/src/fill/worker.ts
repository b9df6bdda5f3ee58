/** A worker of the pool: fills the workbooks that it is sent. */
import { parentPort, workerData } from "node:worker_threads";
import { Filler, type Job } from "./job.js";
import type { WorkerStart } from "./pool.js";

const { plan, module } = workerData as WorkerStart;
const filler = new Filler(plan, module);

parentPort?.on("message", (job: Job) => {
  void filler.run(job).then((outcome) => parentPort?.postMessage(outcome));
});
