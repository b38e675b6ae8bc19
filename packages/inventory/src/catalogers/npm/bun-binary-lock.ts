import type { Hash } from "@plimsoll/core";
import { type DependencyGraph, flagsFrom } from "../../dependency-graph.ts";
import { tooMany } from "../../formats/problem.ts";
import { type BunLayout, bunLayout } from "./bun-binary-layout.ts";
import type { LockVisitor } from "./lock-visitor.ts";

/** Where a package comes from, as its resolution is tagged. */
const FROM_NPM = 2;
const LOCAL: ReadonlySet<number> = new Set([1, 4, 64, 72]);

const DEPENDENCY_BYTES = 26;
/** Offset of a dependency's kind, and the bit of what is for development. */
const BEHAVIOUR = 16;
const FOR_DEVELOPMENT = 1 << 3;

const META_BYTES = 88;
const META_INTEGRITY = 20;
const HASHES: readonly (Hash["algorithm"] | undefined)[] = [undefined, "sha1", "sha256", "sha384", "sha512"];
const HASH_BYTES: Readonly<Record<Hash["algorithm"], number>> = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

/** Longer than any name or version; what claims to be longer is none. */
const MAX_TEXT = 1024;

/** The highest bit of a text's second half: it stands elsewhere. */
const ELSEWHERE = 0x80000000;

/** Reads `bun.lockb`, the binary lock of Bun before 1.2: names, versions, hashes and who needs what. */
export function readBunBinaryLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const layout = bunLayout(buffer);
	if (typeof layout === "string") {
		visitor.problem({ code: "file-malformed", message: layout });
		return;
	}
	const edges = (layout.targets.end - layout.targets.start) / 4;
	if (layout.count + edges > visitor.limits.maxValues) visitor.problem(tooMany("bun.lockb", visitor.limits));
	else new BunBinaryReader(buffer, layout).visit(visitor);
}

class BunBinaryReader {
	readonly #bytes: Buffer;
	readonly #layout: BunLayout;
	/** Dependencies that may still be followed: slices may lie over each other, as no honest file's do. */
	#edges: number;

	constructor(bytes: Buffer, layout: BunLayout) {
		this.#bytes = bytes;
		this.#layout = layout;
		this.#edges = (layout.targets.end - layout.targets.start) / 4;
	}

	visit(visitor: LockVisitor): void {
		const graph = new Map<string, readonly string[]>();
		const production: string[] = [];
		const development: string[] = [];
		for (let index = 0; index < this.#layout.count; index++) {
			const needed = this.#needsOf(index);
			graph.set(
				String(index),
				needed.map(({ target }) => String(target)),
			);
			if (!LOCAL.has(this.#tagOf(index))) continue;
			for (const { target, forDevelopment } of needed) (forDevelopment ? development : production).push(String(target));
		}
		const flagsOf = flagsFrom(graph, { production, development });
		for (let index = 0; index < this.#layout.count; index++) this.#report(index, graph, flagsOf(String(index)), visitor);
	}

	#report(index: number, graph: DependencyGraph, flags: ReturnType<ReturnType<typeof flagsFrom>>, visitor: LockVisitor): void {
		const tag = this.#tagOf(index);
		if (LOCAL.has(tag)) return;

		const name = this.#nameOf(index);
		if (tag !== FROM_NPM) {
			visitor.unresolved(`${name} comes from an address that does not say its version`);
			return;
		}
		const dependsOn = (graph.get(String(index)) ?? []).flatMap((key) => {
			const target = Number(key);
			return this.#tagOf(target) === FROM_NPM ? [{ name: this.#nameOf(target), version: this.#versionOf(target) }] : [];
		});
		visitor.locked({ name, version: this.#versionOf(index), ...flags, hashes: this.#hashesOf(index), dependsOn });
	}

	#tagOf(index: number): number {
		return this.#bytes[this.#layout.resolutions + index * this.#layout.resolutionBytes] ?? 0;
	}

	#nameOf(index: number): string {
		return this.#textAt(this.#layout.names + index * 8);
	}

	/** Three numbers, of four bytes up to version 2 and of eight in 3; then what stands behind a dash and behind a plus. */
	#versionOf(index: number): string {
		const { version, resolutions, resolutionBytes } = this.#layout;
		const start = resolutions + index * resolutionBytes + 16;
		const size = version === 2 ? 4 : 8;
		const numbers = [0, 1, 2].map((place) => this.#bytes.readUInt32LE(start + place * size));
		const tags = start + (version === 2 ? 16 : 24);
		const [before, build] = [this.#textAt(tags), this.#textAt(tags + 16)];
		return `${numbers.join(".")}${before === "" ? "" : `-${before}`}${build === "" ? "" : `+${build}`}`;
	}

	#hashesOf(index: number): readonly Hash[] {
		const start = this.#layout.metas + index * META_BYTES + META_INTEGRITY;
		const algorithm = HASHES[this.#bytes[start] ?? 0];
		if (algorithm === undefined) return [];
		return [{ algorithm, value: this.#bytes.toString("hex", start + 1, start + 1 + HASH_BYTES[algorithm]) }];
	}

	#needsOf(index: number): readonly { readonly target: number; readonly forDevelopment: boolean }[] {
		const { dependencySlices, targets, dependencies, count } = this.#layout;
		const from = this.#bytes.readUInt32LE(dependencySlices + index * 8);
		const length = this.#bytes.readUInt32LE(dependencySlices + index * 8 + 4);
		const needed: { readonly target: number; readonly forDevelopment: boolean }[] = [];
		for (let at = from; at < from + length && this.#edges > 0; at++, this.#edges--) {
			const place = targets.start + at * 4;
			const kind = dependencies.start + at * DEPENDENCY_BYTES + BEHAVIOUR;
			if (place + 4 > targets.end || kind >= dependencies.end) break;
			const target = this.#bytes.readUInt32LE(place);
			if (target < count) needed.push({ target, forDevelopment: ((this.#bytes[kind] ?? 0) & FOR_DEVELOPMENT) !== 0 });
		}
		return needed;
	}

	/** A text of up to eight bytes stands in its place; a longer one where offset and length say. */
	#textAt(position: number): string {
		const second = this.#bytes.readUInt32LE(position + 4);
		if (second < ELSEWHERE) {
			const end = this.#bytes.indexOf(0, position);
			return this.#bytes.toString("utf8", position, end === -1 ? position + 8 : Math.min(end, position + 8));
		}
		const { texts } = this.#layout;
		const start = texts.start + this.#bytes.readUInt32LE(position);
		const end = start + (second - ELSEWHERE);
		return end > texts.end || end - start > MAX_TEXT ? "" : this.#bytes.toString("utf8", start, end);
	}
}
