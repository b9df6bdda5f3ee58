/** BOOK FILLED — milliseconds that Node's zlib takes to inflate the changed parts of BOOK and deflate those of FILLED. */
import { readFileSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** The level at which Kaito deflates. */
const LEVEL = 4;

/** The deflated worksheet parts of a package, from its central directory. */
function worksheets(bytes) {
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const found = [];
  for (let at = bytes.readUInt32LE(end + 16); bytes.readUInt32LE(at) === 0x02014b50; ) {
    const [size, name, extra, comment] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const path = bytes.toString("utf8", at + 46, at + 46 + name);
    if (/worksheets\/[^/]+\.xml$/.test(path)) found.push(bytes.subarray(data, data + size));
    at += 46 + name + extra + comment;
  }
  return found;
}

const [before, after] = process.argv.slice(2).map((path) => worksheets(readFileSync(path)));
const plain = after.map((part) => inflateRawSync(part));
const start = performance.now();
before.forEach((part) => inflateRawSync(part));
plain.forEach((part) => deflateRawSync(part, { level: LEVEL }));
console.log("limit", performance.now() - start);
