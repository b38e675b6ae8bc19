/**
 * Look-ups in an advisory database, as a scan makes them: 10,000 packages by name, spread over the whole database, against
 * SQLite giving the same rows undecoded.
 *
 * Usage: node bench/lookups.ts DATABASE [ROUNDS]
 */
import { cpus } from "node:os";
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "@plimsoll/advisories";

const LOOKUPS = 10_000;

const [path, rounds = "7"] = process.argv.slice(2);
if (path === undefined) throw new Error("usage: node bench/lookups.ts DATABASE [ROUNDS]");

const bare = new DatabaseSync(path, { readOnly: true });
const asked = packagesOf(bare);
console.log(`${cpus().length} × ${cpus()[0]?.model}, Node.js ${process.version}; ${asked.length} look-ups, cold and median of ${rounds}`);

const contestants = {
	"plimsoll, cold to closed": (): void => {
		const database = openDatabase(path);
		for (const { ecosystem, name } of asked) database.lookup(ecosystem, name);
		database.close();
	},
	"rows of bare SQLite": (): void => {
		const find = bare.prepare("SELECT body FROM package WHERE ecosystem = ? AND name = ?");
		for (const { id, name } of asked) find.get(id, name);
	},
};

const times = new Map<string, number[]>(Object.keys(contestants).map((name) => [name, []]));
for (let round = 0; round < Number(rounds); round++) {
	for (const [name, run] of Object.entries(contestants)) {
		const start = performance.now();
		run();
		times.get(name)?.push(performance.now() - start);
	}
}
for (const [name, all] of times) {
	const [first] = all;
	console.log(`${name.padEnd(28)} first ${first?.toFixed(0).padStart(5)} ms, median ${median(all).toFixed(0).padStart(5)} ms`);
}
bare.close();

interface Asked {
	readonly id: number;
	readonly ecosystem: string;
	readonly name: string;
}

/** Evenly spread over all packages, in an order that is not the database's own. */
function packagesOf(database: DatabaseSync): readonly Asked[] {
	const rows = database.prepare(
		"SELECT e.id AS id, e.name AS ecosystem, p.name AS name FROM package p JOIN ecosystem e ON e.id = p.ecosystem",
	);
	const all = rows.all() as unknown as readonly Asked[];
	const step = Math.max(1, Math.floor(all.length / LOOKUPS));
	const spread = all.filter((_, index) => index % step === 0).slice(0, LOOKUPS);
	return Array.from({ length: LOOKUPS }, (_, index) => spread[(index * 7919) % spread.length] as Asked);
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
