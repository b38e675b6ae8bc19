import { decodeText } from "../../text/decode.ts";
import type { LockVisitor } from "./lock-visitor.ts";
import { readYarnBerryLock } from "./yarn-berry-lock.ts";
import { readYarnClassicLock } from "./yarn-classic-lock.ts";

/** Where the line that tells the formats apart is, at the latest. */
const HEAD_BYTES = 4096;

/** Reads `yarn.lock`: yarn 1's own format, or the YAML of yarn 2 and later, told apart by `__metadata`. */
export function readYarnLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const head = decodeText(bytes.subarray(0, HEAD_BYTES));
	if (/^__metadata:/m.test(head)) readYarnBerryLock(bytes, visitor);
	else readYarnClassicLock(bytes, visitor);
}
