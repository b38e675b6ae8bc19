import type { Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { hasNoBody, isExtended, isSilent, kindOf, malformed, modeOf, realSizeOf, sizeOf } from "./entry-fields.ts";
import { type PaxRecords, readPaxRecords } from "./pax-records.ts";
import { parseMap, readGnuMap, type Sparse } from "./sparse.ts";
import type { TarEntry, TarProblem } from "./tar-entry.ts";
import { FIELD, hasValidChecksum, isZeroBlock, LINK, NAME, prefixEnd, prefixStart, TYPE, TYPE_OFFSET } from "./tar-header.ts";
import { readNumber } from "./tar-number.ts";
import { decodeName, endOfText } from "./tar-text.ts";

const OLD_GNU = { map: 386, places: 4, isExtended: 482, realSize: 483 };
const GNU_EXTENSION = { places: 21, isExtended: 504 };

/** What is wrong with the entry that is being put together. */
type Problem = Pick<TarProblem, "message" | "limit">;

/**
 * What has to be given to the decoder next: another `header`; the `extended` header's body of `bodySize` bytes; one more
 * `map` block of a sparse file; or what to do with the `bodySize` bytes that follow: `skip` them, or they are of `entry`.
 */
export type DecoderStep = "header" | "end" | "extended" | "map" | "skip" | "entry";

/**
 * Puts the entries of a tar together from their headers: the core of both ways to read one. It holds what extended headers
 * said until the entry comes that they are for.
 */
export class EntryDecoder {
	/** Bytes that follow the header that was given last, without padding. */
	bodySize = 0;
	/** The entry, after the step `entry`. */
	entry: TarEntry | undefined;

	readonly #limits: Limits;
	readonly #ignored: (problem: TarProblem) => void;
	#global: PaxRecords = {};
	#local: PaxRecords | undefined;
	#longName: string | undefined;
	#longLink: string | undefined;
	#problem: Problem | undefined;
	#extendedType = 0;
	#extendedBytes = 0;
	#zeroBlocks = 0;
	#sparseMap: number[] = [];

	constructor(limits: Limits, ignored: (problem: TarProblem) => void) {
		this.#limits = limits;
		this.#ignored = ignored;
	}

	/** Whether an extended header was read and its entry has not come: an archive must not end here. */
	get isPending(): boolean {
		return this.#local !== undefined || this.#longName !== undefined || this.#longLink !== undefined || this.#problem !== undefined;
	}

	/**
	 * Takes a header block.
	 *
	 * @throws {@link OciError} `archive-malformed`
	 */
	header(block: Buffer, at: number): DecoderStep {
		this.entry = undefined;
		this.bodySize = 0;
		if (block[at] === 0 && isZeroBlock(block, at)) return ++this.#zeroBlocks === 2 ? "end" : "header";
		if (this.#zeroBlocks > 0) throw malformed("a block of zeros stands between entries, where readers disagree whether the archive ends");
		if (!hasValidChecksum(block, at)) throw malformed("the checksum of a header is wrong");

		const size = readNumber(block, at + FIELD.size.offset, FIELD.size.length);
		const type = block[at + TYPE_OFFSET] ?? 0;
		if (Number.isNaN(size) && !hasNoBody(type)) throw malformed("the size of an entry is negative, too large or no number");
		return isExtended(type) ? this.#startExtended(type, size) : this.#decode(block, at, type, size);
	}

	/** Takes the body of an extended header. */
	extended(body: Buffer): void {
		switch (this.#extendedType) {
			case TYPE.gnuLongName:
				this.#longName = this.#longText(body);
				break;
			case TYPE.gnuLongLink:
				this.#longLink = this.#longText(body);
				break;
			case TYPE.paxGlobal:
				this.#global = { ...this.#global, ...this.#readRecords(body) };
				this.#reportGlobal();
				break;
			default:
				this.#local = { ...this.#local, ...this.#readRecords(body) };
		}
	}

	/** Takes one more block of the map of an old GNU sparse file. */
	map(block: Buffer, at: number): DecoderStep {
		this.#extendedBytes += 512;
		if (this.#extendedBytes > this.#limits.maxTarHeaderBytes) this.#exceedHeader();
		else for (const number of readGnuMap(block, at, GNU_EXTENSION.places)) this.#sparseMap.push(number);
		return block[at + GNU_EXTENSION.isExtended] === 0 ? this.#finish() : "map";
	}

	#startExtended(type: number, size: number): DecoderStep {
		this.#extendedType = type;
		this.bodySize = size;
		this.#extendedBytes += size;
		if (this.#extendedBytes <= this.#limits.maxTarHeaderBytes) return "extended";
		this.#exceedHeader();
		return "skip";
	}

	/** What a header that is too long said is unknown, a size too: only the entry after it suffers when that is harmless. */
	#exceedHeader(): void {
		const limit = this.#limits.maxTarHeaderBytes;
		if (this.#extendedType === TYPE.paxGlobal || this.#extendedType === TYPE.paxLocal) {
			const message = `A PAX header of ${this.#extendedBytes} bytes is longer than the limit of ${limit}, and may hold the size of what follows`;
			throw new OciError("limit-exceeded", message, { limit: "maxTarHeaderBytes" });
		}
		this.#problem = { message: `its extended headers have more bytes than the limit of ${limit}`, limit: "maxTarHeaderBytes" };
	}

	#readRecords(body: Buffer): PaxRecords {
		return readPaxRecords(body, this.#limits.maxPathBytes);
	}

	#longText(body: Buffer): string | undefined {
		const end = endOfText(body, 0, body.length);
		if (end <= this.#limits.maxPathBytes) return decodeName(body, 0, end);

		const message = `its GNU long name has ${end} bytes, the limit is ${this.#limits.maxPathBytes}`;
		this.#problem ??= { message, limit: "maxPathBytes" };
		return undefined;
	}

	/** POSIX applies global records to every entry; container runtimes apply none. Where that matters it is said. */
	#reportGlobal(): void {
		this.#extendedBytes = 0;
		const { path, linkPath, size, sparse, sparseMap } = this.#global;
		if ([path, linkPath, size, sparse, sparseMap].every((value) => value === undefined)) return;
		this.#ignored({
			message: "A global PAX header renames or resizes all entries after it: applied as POSIX says, which container runtimes do not",
		});
	}

	#decode(block: Buffer, at: number, type: number, headerSize: number): DecoderStep {
		this.#extendedType = type;
		const pax = this.#local === undefined ? this.#global : { ...this.#global, ...this.#local };
		const path = this.#pathOf(block, at, pax);
		const kind = kindOf(type, path);
		this.bodySize = kind === "file" || kind === undefined ? sizeOf(headerSize, pax.size) : 0;
		if (kind === undefined) return this.#skipUnknown(type, path);

		const isLink = kind === "symlink" || kind === "hardlink";
		const linkTarget = isLink ? this.#linkOf(block, at, pax) : undefined;
		const sparse = kind === "file" ? this.#sparseOf(block, at, type, pax) : undefined;
		this.#problem ??= pax.problem ?? this.#nameProblem(path, linkTarget);
		this.entry = {
			path,
			kind,
			size: kind === "file" ? (sparse?.realSize ?? this.bodySize) : 0,
			storedSize: this.bodySize,
			mode: modeOf(block, at),
			...(linkTarget === undefined ? {} : { linkTarget }),
			...(sparse === undefined ? {} : { sparse }),
		};
		return type === TYPE.gnuSparse && block[at + OLD_GNU.isExtended] !== 0 ? "map" : this.#finish();
	}

	#finish(): DecoderStep {
		const problem = this.#problem;
		const path = this.entry?.path ?? "";
		this.#forget();
		if (problem === undefined) return "entry";

		this.entry = undefined;
		this.#ignored({ ...problem, message: `An entry was ignored: ${problem.message}`, ...(path === "" ? {} : { path }) });
		return "skip";
	}

	#skipUnknown(type: number, path: string): DecoderStep {
		this.#forget();
		if (!isSilent(type)) {
			this.#ignored({ message: `An entry was ignored: its type is 0x${type.toString(16).padStart(2, "0")}, which is unknown`, path });
		}
		return "skip";
	}

	#forget(): void {
		this.#local = undefined;
		this.#longName = undefined;
		this.#longLink = undefined;
		this.#problem = undefined;
		this.#extendedBytes = 0;
	}

	#pathOf(block: Buffer, at: number, pax: PaxRecords): string {
		const override = pax.sparse?.get("name") ?? pax.path ?? this.#longName;
		if (override !== undefined) return override;

		const name = decodeName(block, at + NAME.offset, endOfText(block, at + NAME.offset, NAME.length));
		const end = prefixEnd(block, at);
		return end === undefined ? name : `${decodeName(block, prefixStart(at), end)}/${name}`;
	}

	#linkOf(block: Buffer, at: number, pax: PaxRecords): string {
		return pax.linkPath ?? this.#longLink ?? decodeName(block, at + LINK.offset, endOfText(block, at + LINK.offset, LINK.length));
	}

	#sparseOf(block: Buffer, at: number, type: number, pax: PaxRecords): Sparse | undefined {
		if (type === TYPE.gnuSparse) {
			this.#sparseMap = readGnuMap(block, at + OLD_GNU.map, OLD_GNU.places);
			return { realSize: realSizeOf(readNumber(block, at + OLD_GNU.realSize, 12)), map: this.#sparseMap };
		}
		const realSize = pax.sparse?.get("realsize") ?? pax.sparse?.get("size");
		if (realSize === undefined) return undefined;

		const text = pax.sparse?.get("map");
		const standsBefore = text === undefined ? (pax.sparseMap ?? []) : parseMap(text);
		const map = pax.sparse?.get("major") === "1" ? undefined : standsBefore;
		return { realSize: realSizeOf(parseMap(realSize)[0] ?? Number.NaN), map };
	}

	#nameProblem(path: string, linkTarget = ""): Problem | undefined {
		if (path === "") return { message: "its name is empty" };
		if (path.includes("\0") || linkTarget.includes("\0")) return { message: "its name or its link's target holds a NUL" };
		if (path.length <= this.#limits.maxPathBytes) return undefined;
		return { message: `its name has ${path.length} characters, the limit is ${this.#limits.maxPathBytes} bytes`, limit: "maxPathBytes" };
	}
}
