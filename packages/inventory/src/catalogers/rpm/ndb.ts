import { type DatabaseFiles, type DatabaseFormat, type DatabaseVisitor, HeaderBudget } from "./database.ts";
import { u32le } from "./numbers.ts";

const DATABASE_MAGIC = magic("RpmP");
const SLOT_MAGIC = magic("Slot");
const BLOB_MAGIC = magic("BlbS");

const PAGE_BYTES = 4096;
const SLOT_BYTES = 16;
const BLOCK_BYTES = 16;
const BLOB_HEAD_BYTES = 16;
const BLOB_TAIL_BYTES = 12;
/** The database's own header takes the place of the first two slots. */
const FIRST_SLOT = 2;
const VERSION = 0;

/**
 * SUSE's format (`Packages.db`): pages of slots, each of which says which package is in which blocks; all little-endian.
 *
 * @see https://github.com/rpm-software-management/rpm/blob/master/lib/backend/ndb/rpmpkg.c
 */
export const ndb: DatabaseFormat = {
	name: "NDB",
	recognises: (bytes) => u32le(bytes, 0) === DATABASE_MAGIC,
	read: readNdb,
};

function readNdb({ bytes }: DatabaseFiles, visitor: DatabaseVisitor): void {
	const version = u32le(bytes, 4);
	if (version !== VERSION) {
		visitor.problem(`expected version ${VERSION} of an NDB database, found ${version}`);
		return;
	}
	const slotBytes = u32le(bytes, 12) * PAGE_BYTES;
	if (slotBytes === 0 || slotBytes > bytes.length) {
		visitor.problem(`its slots should take ${slotBytes} bytes, but the file has ${bytes.length}`);
	}
	const budget = new HeaderBudget(bytes.length);
	const end = Math.min(slotBytes, bytes.length);
	for (let at = FIRST_SLOT * SLOT_BYTES; at < end && !visitor.exhausted; at += SLOT_BYTES) {
		const found = readSlot(bytes, at, budget);
		if (typeof found === "string") visitor.problem(`slot ${at / SLOT_BYTES}: ${found}`);
		else if (found !== undefined) visitor.header(found);
	}
}

/** The header that a slot points at; undefined where it is free; or what is wrong. */
function readSlot(bytes: Uint8Array, at: number, budget: HeaderBudget): Uint8Array | string | undefined {
	if (u32le(bytes, at) !== SLOT_MAGIC) return "it does not begin as one";

	const packageIndex = u32le(bytes, at + 4);
	const start = u32le(bytes, at + 8) * BLOCK_BYTES;
	const size = u32le(bytes, at + 12) * BLOCK_BYTES;
	if (packageIndex === 0) return undefined;
	if (start + size > bytes.length) return `its blocks end at ${start + size}, after the end of the file`;
	if (u32le(bytes, start) !== BLOB_MAGIC || u32le(bytes, start + 4) !== packageIndex) {
		return `expected package ${packageIndex} at ${start}, found something else`;
	}

	const length = u32le(bytes, start + 12);
	if (BLOB_HEAD_BYTES + length + BLOB_TAIL_BYTES > size) return `its header says ${length} bytes, more than its blocks hold`;
	if (!budget.take(length)) return "its header overlaps others";
	return bytes.subarray(start + BLOB_HEAD_BYTES, start + BLOB_HEAD_BYTES + length);
}

function magic(text: string): number {
	return u32le(Buffer.from(text, "latin1"), 0);
}
