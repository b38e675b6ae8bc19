/**
 * Time and memory of each cataloger on one subject: the subject is read once for all of them, then each takes its inventory
 * alone, several times; and what it adds to reading, by the processor time of reading with it and without it.
 *
 * Usage: node --expose-gc bench/catalogers.ts TARGET [RUNS]
 */
import { defaultLimits } from "@plimsoll/core";
import { CATALOGERS, type Cataloger, inventoryExcerpts, inventoryWants, takeInventory } from "@plimsoll/inventory";
import { type FileTree, openSubject, readDirectory, readLayers } from "@plimsoll/oci";

const [target, runs = "3"] = process.argv.slice(2);
if (target === undefined) throw new Error("usage: node --expose-gc bench/catalogers.ts TARGET [RUNS]");

const limits = defaultLimits();
const report = (): void => {};

const nothing = await cpuOfReading([]);
const everything = await read(CATALOGERS);
console.log(
	`Reading alone takes ${nothing.toFixed(2)} s of the processor; ${everything.tree.kept().length} files are kept for the catalogers.\n`,
);
console.log(`${"".padEnd(12)}${"packages".padStart(9)}${"catalog ms".padStart(12)}${"held KiB".padStart(10)}${"reading + s".padStart(13)}`);
for (const cataloger of CATALOGERS) {
	const { packages, milliseconds, kibibytes } = catalogAlone(everything, cataloger);
	const added = (await cpuOfReading([cataloger])) - nothing;
	const figures = [
		String(packages).padStart(9),
		milliseconds.toFixed(1).padStart(12),
		kibibytes.toFixed(0).padStart(10),
		added.toFixed(2).padStart(13),
	];
	console.log(cataloger.id.padEnd(12) + figures.join(""));
}

interface Subject {
	readonly kind: "image" | "directory";
	readonly tree: FileTree;
}

async function read(catalogers: readonly Cataloger[]): Promise<Subject> {
	const subject = await openSubject(target ?? "", { limits });
	if (subject.kind === "document") throw new Error(`${target} is a document; an image or a folder is wanted`);
	const excerpts = inventoryExcerpts({ subject: subject.kind, limits, catalogers });
	const reading = { wants: inventoryWants(catalogers), excerpts, limits, report };
	if (subject.kind === "directory") return { kind: subject.kind, tree: await readDirectory(subject, reading) };
	try {
		return { kind: subject.kind, tree: await readLayers(subject, reading) };
	} finally {
		await subject.close();
	}
}

/** Seconds of all threads; the least of several runs, which what else the machine does makes only longer. */
async function cpuOfReading(catalogers: readonly Cataloger[]): Promise<number> {
	let least = Number.POSITIVE_INFINITY;
	for (let run = 0; run < Number(runs); run++) {
		const before = process.cpuUsage();
		await read(catalogers);
		const { user, system } = process.cpuUsage(before);
		least = Math.min(least, (user + system) / 1e6);
	}
	return least;
}

function catalogAlone({ kind, tree }: Subject, cataloger: Cataloger): { packages: number; milliseconds: number; kibibytes: number } {
	let milliseconds = Number.POSITIVE_INFINITY;
	let packages = 0;
	let kibibytes = 0;
	for (let run = 0; run < Number(runs); run++) {
		globalThis.gc?.();
		const held = process.memoryUsage().heapUsed;
		const start = performance.now();
		const inventory = takeInventory(tree, { subject: kind, limits, catalogers: [cataloger] });
		milliseconds = Math.min(milliseconds, performance.now() - start);
		globalThis.gc?.();
		kibibytes = (process.memoryUsage().heapUsed - held) / 1024;
		packages = inventory.packages.length;
	}
	return { packages, milliseconds, kibibytes };
}
