import { lstatSync, readdirSync, readlinkSync, type Stats, statfsSync, statSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type CoverageCode, isSystemError, type LimitName, messageOf } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { Directory } from "../image.ts";
import { decodeName, encodeName } from "../tar/index.ts";
import type { FileKind } from "./file-tree.ts";
import type { Inode, Node } from "./node.ts";
import { NodeTree } from "./node-tree.ts";
import type { ReadOptions } from "./read-options.ts";

/** Folders of a repository that hold its history. In a system they hold what they like, as in an image. */
const HISTORIES = new Set([".git", ".hg", ".svn"]);
/**
 * Types of file systems that hold the kernel's view of itself and no files, or (autofs) mount something when they are looked into.
 *
 * @see https://man7.org/linux/man-pages/man2/statfs.2.html
 */
const KERNEL_TYPES = new Set([
	0x9fa0, // proc
	0x62656572, // sysfs
	0x27e0eb, // cgroup
	0x63677270, // cgroup2
	0x1cd1, // devpts
	0x64626720, // debugfs
	0x74726163, // tracefs
	0x73636673, // securityfs
	0x62656570, // configfs
	0xcafe4a11, // bpf
	0x19800202, // mqueue
	0x958458f6, // hugetlbfs
	0x6165676c, // pstore
	0xde5e81e4, // efivarfs
	0x65735543, // fusectl
	0x42494e4d, // binfmt_misc
	0x6e736673, // nsfs
	0xf97cff8c, // selinuxfs
	0x67596969, // rpc_pipefs
	0x0187, // autofs
]);
/** Where devices are, and one of them: their file system, `tmpfs`, is that of other folders, too. */
const DEVICES = { folder: "/dev", device: "/dev/null" };
/** The thread is given up this often, so that a signal is heard. */
const ENTRIES_A_TURN = 1000;
const MAX_REPORTED = 50;

/** A folder that is still to be listed. */
interface Pending {
	readonly node: Node;
	readonly path: string;
	readonly depth: number;
	readonly device: number;
}

/** Lists a folder and all below it into a tree, without opening a single file. */
export class FolderWalker {
	readonly #root: string;
	readonly #histories: ReadonlySet<string>;
	readonly #options: ReadOptions;
	readonly #tree: NodeTree;
	#entries = 0;
	#reported = 0;
	#isFull = false;

	constructor({ root, holds }: Directory, options: ReadOptions) {
		this.#tree = new NodeTree(options.limits.maxLinkSteps);
		this.#root = root;
		this.#histories = holds === "files" ? HISTORIES : new Set();
		this.#options = options;
	}

	/** @throws the reason of the signal, when that is aborted; {@link OciError} `target-unreadable` where the root is no folder */
	async walk(): Promise<NodeTree> {
		const stack: Pending[] = [{ node: this.#tree.root, path: "", depth: 0, device: this.#rootDevice() }];
		let turn = 0;
		for (let folder = stack.pop(); folder !== undefined && !this.#isFull; folder = stack.pop()) {
			for (const child of this.#list(folder)) stack.push(child);
			if (this.#entries - turn < ENTRIES_A_TURN) continue;
			turn = this.#entries;
			await nextTurn();
			this.#options.signal?.throwIfAborted();
		}
		return this.#tree;
	}

	#rootDevice(): number {
		try {
			const stats = statSync(this.#root);
			if (stats.isDirectory()) return stats.dev;
		} catch (error) {
			throw new OciError("target-unreadable", `${this.#root} cannot be read: ${messageOf(error)}`, { path: this.#root, cause: error });
		}
		throw new OciError("target-unreadable", `${this.#root} should be a folder and is none`, { path: this.#root });
	}

	#list(folder: Pending): Pending[] {
		const folders: Pending[] = [];
		for (const name of this.#names(folder)) {
			if (this.#entries >= this.#options.limits.maxEntries) {
				this.#tell(
					"file-limit",
					folder.path,
					`more than ${this.#options.limits.maxEntries} files are in it; the rest was not listed`,
					"maxEntries",
				);
				this.#isFull = true;
				break;
			}
			this.#entries++;
			const child = this.#add(folder, name);
			if (child !== undefined) folders.push(child);
		}
		return folders;
	}

	/** In order, so that the same folder gives the same tree whatever its file system lists first. */
	#names({ path, depth }: Pending): string[] {
		const { maxPathDepth } = this.#options.limits;
		if (depth > maxPathDepth) {
			this.#tell("file-limit", path, `it is deeper than the limit of ${maxPathDepth} folders`, "maxPathDepth");
			return [];
		}
		try {
			const names = readdirSync(encodeName(`${this.#root}${path}/`), { encoding: "buffer" });
			return names.map((name) => decodeName(name, 0, name.length)).sort();
		} catch (error) {
			this.#tell("file-unreadable", path, `the folder cannot be listed: ${messageOf(error)}`);
			return [];
		}
	}

	/** Puts an entry into the tree, and gives it back where it is a folder to be listed. */
	#add(folder: Pending, name: string): Pending | undefined {
		const path = `${folder.path}/${name}`;
		const file = encodeName(this.#root + path);
		try {
			const stats = lstatSync(file);
			const kind = kindOf(stats);
			if (kind === "directory" && (this.#histories.has(name) || this.#isKernel(path, stats, folder))) return undefined;

			const linkTarget = kind === "symlink" ? readlinkSync(file, { encoding: "buffer" }) : undefined;
			const inode: Inode = {
				kind,
				size: kind === "file" ? stats.size : 0,
				mode: stats.mode & 0o7777,
				linkTarget: linkTarget && decodeName(linkTarget, 0, linkTarget.length),
				layer: -1,
				index: -1,
				links: 0,
			};
			const node = this.#tree.put(folder.node, name, inode, undefined);
			if (kind !== "directory" || this.#options.skipped?.folder(path)) return undefined;
			return { node, path, depth: folder.depth + 1, device: stats.dev };
		} catch (error) {
			// What is removed while it is listed is not there.
			if (!isSystemError(error, "ENOENT")) this.#tell("file-unreadable", path, messageOf(error));
			return undefined;
		}
	}

	#isKernel(path: string, stats: Stats, { device }: Pending): boolean {
		if (stats.dev === device) return false;
		if (path === DEVICES.folder && lstatSync(this.#root + DEVICES.device, { throwIfNoEntry: false })?.isCharacterDevice()) return true;
		return KERNEL_TYPES.has(statfsSync(encodeName(this.#root + path)).type);
	}

	#tell(code: CoverageCode, path: string, why: string, limit?: LimitName): void {
		if (++this.#reported > MAX_REPORTED) return;
		const place = path === "" ? "/" : path;
		const isLast = this.#reported === MAX_REPORTED;
		const message = `${JSON.stringify(place)}: ${why}${isLast ? "; there may be more such, which are not told" : ""}`;
		this.#options.report({ code, message, path: place, ...(limit === undefined ? {} : { limit }) });
	}
}

function kindOf(stats: Stats): FileKind {
	if (stats.isFile()) return "file";
	if (stats.isDirectory()) return "directory";
	return stats.isSymbolicLink() ? "symlink" : "other";
}
