import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { createDigester, type DatabaseIdentity, type DatabaseSource } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";
import { BlockWriter, blockLine } from "./block-writer.ts";
import { MAX_ROW_BYTES, type Packing, packRow } from "./row.ts";
import { APPLICATION_ID, SCHEMA_VERSION, STORES, TABLES } from "./schema.ts";
import type { Staging } from "./staging.ts";

/** How a database is compiled from staged records. */
export interface CompileOptions {
	readonly kind: DatabaseIdentity["kind"];
	readonly sources: readonly DatabaseSource[];
	readonly signal?: AbortSignal;
}

/** Steps after which others get their turn, and an interruption is noticed. */
const PAUSE_EVERY = 5000;

/** What is chosen per kind: a full database is made for quick building and look-ups, a starter for its size. */
const SHAPES = {
	full: { pageSize: 4096, packing: { level: 6, minLength: 4096 } },
	starter: { pageSize: 1024, packing: { level: 19, minLength: 256 } },
} as const;

/**
 * Writes the database that is looked up in: packages with what affects them, the facts of the records, and who has which
 * alias. The same records give the same bytes, in whatever order they came.
 *
 * @param path of a file that is not there yet
 */
export async function compile(staging: Staging, path: string, options: CompileOptions): Promise<DatabaseIdentity> {
	const database = new DatabaseSync(path);
	try {
		const compiler = new Compiler(database, staging, options);
		return await compiler.run();
	} finally {
		database.close();
	}
}

class Compiler {
	readonly #database: DatabaseSync;
	readonly #staging: Staging;
	readonly #options: CompileOptions;
	readonly #packing: Packing;
	readonly #digester = createDigester();
	#steps = 0;
	#advisories = 0;

	constructor(database: DatabaseSync, staging: Staging, options: CompileOptions) {
		const { pageSize, packing } = SHAPES[options.kind];
		this.#database = database;
		this.#staging = staging;
		this.#options = options;
		this.#packing = packing;
		database.exec(`PRAGMA page_size = ${pageSize}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;`);
		database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION};`);
		database.exec(`${Object.values(TABLES).join(";")}; BEGIN;`);
	}

	async run(): Promise<DatabaseIdentity> {
		await this.#writeAdvisories();
		await this.#writePackages();
		await this.#writeAliases();
		const identity = this.#identify();
		this.#database.prepare("INSERT INTO meta (name, value) VALUES ('identity', ?)").run(JSON.stringify(identity));
		this.#database.exec("COMMIT");
		return identity;
	}

	async #writeAdvisories(): Promise<void> {
		const blocks = new BlockWriter(this.#database, STORES.advisories, this.#packing);
		for (const record of this.#staging.records()) {
			await this.#pause();
			if (record.withdrawn) continue;
			this.#advisories += 1;
			this.#digester.update(Buffer.from(blockLine(record.id, record.facts)));
			blocks.add(record.id, record.facts);
			for (const [ecosystem, name, body] of record.affected) this.#staging.addElement(ecosystem, name, body);
			for (const alias of record.aliases) this.#staging.addAlias(alias, record.id);
		}
		blocks.flush();
	}

	async #writePackages(): Promise<void> {
		const insertEcosystem = this.#database.prepare("INSERT INTO ecosystem (name) VALUES (?)");
		const insertPackage = this.#database.prepare("INSERT INTO package (ecosystem, name, body) VALUES (?, ?, ?)");
		let ecosystem: { readonly name: string; readonly id: number | bigint } | undefined;
		for (const group of grouped(this.#staging.elements())) {
			await this.#pause();
			if (ecosystem?.name !== group.ecosystem) {
				ecosystem = { name: group.ecosystem, id: insertEcosystem.run(group.ecosystem).lastInsertRowid };
			}
			const row = `[${group.bodies.join(",")}]`;
			this.#digester.update(Buffer.from(blockLine(`${group.ecosystem}\n${group.name}`, row)));
			insertPackage.run(ecosystem.id, group.name, packRow(row, this.#packing));
		}
	}

	async #writeAliases(): Promise<void> {
		const blocks = new BlockWriter(this.#database, STORES.aliases, this.#packing);
		let alias: string | undefined;
		let ids: string[] = [];
		const finish = (): void => {
			if (alias !== undefined) blocks.add(alias, JSON.stringify(ids));
		};
		for (const [next, id] of this.#staging.aliases()) {
			await this.#pause();
			if (next !== alias) {
				finish();
				alias = next;
				ids = [];
			}
			ids.push(id);
		}
		finish();
		blocks.flush();
	}

	#identify(): DatabaseIdentity {
		const { kind, sources } = this.#options;
		const modified = sources
			.map((source) => source.modified ?? "")
			.sort()
			.at(-1);
		return {
			kind,
			schemaVersion: SCHEMA_VERSION,
			contentDigest: this.#digester.digest(),
			advisories: this.#advisories,
			...(modified === undefined || modified === "" ? {} : { modified }),
			sources,
		};
	}

	async #pause(): Promise<void> {
		this.#steps += 1;
		if (this.#steps % PAUSE_EVERY !== 0) return;
		await setImmediate();
		this.#options.signal?.throwIfAborted();
	}
}

interface PackageRow {
	readonly ecosystem: string;
	readonly name: string;
	readonly bodies: readonly string[];
}

/** Brings the elements of each package together; what a record says twice is kept once. */
function* grouped(elements: Iterable<readonly [string, string, string]>): Generator<PackageRow> {
	let current: { ecosystem: string; name: string; bodies: Set<string>; length: number } | undefined;
	for (const [ecosystem, name, body] of elements) {
		if (current?.ecosystem !== ecosystem || current.name !== name) {
			if (current !== undefined) yield { ...current, bodies: [...current.bodies] };
			current = { ecosystem, name, bodies: new Set(), length: 0 };
		}
		current.bodies.add(body);
		current.length += body.length;
		if (current.length > MAX_ROW_BYTES / 4) {
			throw new AdvisoryError(
				"feed-limit",
				`${ecosystem} ${name}: more advisories than one package can have (${MAX_ROW_BYTES / 4} characters)`,
			);
		}
	}
	if (current !== undefined) yield { ...current, bodies: [...current.bodies] };
}
