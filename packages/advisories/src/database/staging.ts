import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { baseEcosystem } from "../orderings/orderings.ts";
import type { OsvRecord } from "../osv/record.ts";
import { encodeAffected } from "./affected-row.ts";
import { encodeFacts } from "./facts-row.ts";

const TABLES = `
	PRAGMA journal_mode = OFF;
	PRAGMA synchronous = OFF;
	PRAGMA locking_mode = EXCLUSIVE;
	PRAGMA cache_size = -98304;
	CREATE TABLE record (n INTEGER PRIMARY KEY, withdrawn INTEGER, facts TEXT, affected TEXT, aliases TEXT);
	CREATE TABLE version (id TEXT, modified INTEGER, n INTEGER, PRIMARY KEY (id, modified DESC, n)) WITHOUT ROWID;
	CREATE TABLE affected (ecosystem TEXT, name TEXT, n INTEGER, body TEXT, PRIMARY KEY (ecosystem, name, n)) WITHOUT ROWID;
	CREATE TABLE alias (alias TEXT, id TEXT, PRIMARY KEY (alias, id)) WITHOUT ROWID;
	BEGIN;
`;

/** A record as it waits to be compiled. */
export interface StagedRecord {
	readonly id: string;
	readonly withdrawn: boolean;
	/** What `encodeFacts` made of it. */
	readonly facts: string;
	/** `[ecosystem, name, what encodeAffected made of it]` for each. */
	readonly affected: readonly (readonly [string, string, string])[];
	/** The ids by which others may ask for it. */
	readonly aliases: readonly string[];
}

/** A scratch file in which records are brought together from all sources and put in order, whatever their number. */
export class Staging {
	readonly #database: DatabaseSync;
	readonly #addRecord: StatementSync;
	readonly #addVersion: StatementSync;
	readonly #addAffected: StatementSync;
	readonly #addAlias: StatementSync;
	readonly #withProse: boolean;
	#elements = 0;

	constructor(path: string, withProse: boolean) {
		this.#database = new DatabaseSync(path);
		this.#database.exec(TABLES);
		this.#withProse = withProse;
		this.#addRecord = this.#database.prepare("INSERT INTO record (withdrawn, facts, affected, aliases) VALUES (?, ?, ?, ?)");
		this.#addVersion = this.#database.prepare("INSERT INTO version (id, modified, n) VALUES (?, ?, ?)");
		this.#addAffected = this.#database.prepare("INSERT INTO affected (ecosystem, name, n, body) VALUES (?, ?, ?, ?)");
		this.#addAlias = this.#database.prepare("INSERT OR IGNORE INTO alias (alias, id) VALUES (?, ?)");
	}

	/** Takes a record; of several with one id the newest counts. */
	add(record: OsvRecord, aliases: readonly string[]): void {
		const affected = record.affected.map((one) => [one.ecosystem, one.name, encodeAffected(record.id, one)]);
		const fields: SQLInputValue[] = [Number(record.withdrawn), encodeFacts(record, this.#withProse)];
		const { lastInsertRowid } = this.#addRecord.run(...fields, JSON.stringify(affected), JSON.stringify(aliases));
		this.#addVersion.run(record.id, record.modified === undefined ? 0 : Date.parse(record.modified), lastInsertRowid);
	}

	/**
	 * Every id once, in order. Of several copies the newest counts, of equally new ones the first by its text; what they say
	 * of an ecosystem that the newest leaves out is kept, since a copy may hold only the packages of its own feed.
	 */
	*records(): Generator<StagedRecord> {
		const rows = this.#database.prepare(
			`SELECT version.id, withdrawn, facts, affected, aliases FROM version CROSS JOIN record USING (n)
			ORDER BY version.id, modified DESC, withdrawn DESC, facts, affected`,
		);
		let current: StagedRecord | undefined;
		for (const row of rows.iterate()) {
			const next = readStaged(row);
			if (current?.id === next.id) {
				current = withOtherEcosystems(current, next);
			} else {
				if (current !== undefined) yield current;
				current = next;
			}
		}
		if (current !== undefined) yield current;
	}

	/** Files one element of a package's row. */
	addElement(ecosystem: string, name: string, body: string): void {
		this.#elements += 1;
		this.#addAffected.run(ecosystem, name, this.#elements, body);
	}

	addAlias(alias: string, id: string): void {
		this.#addAlias.run(alias, id);
	}

	/** The elements of all packages' rows, ordered by ecosystem, name and when they were added. */
	*elements(): Generator<readonly [ecosystem: string, name: string, body: string]> {
		for (const row of this.#database.prepare("SELECT ecosystem, name, body FROM affected ORDER BY ecosystem, name, n").iterate()) {
			yield [String(row["ecosystem"]), String(row["name"]), String(row["body"])];
		}
	}

	/** All aliases with the records that have them, ordered by both. */
	*aliases(): Generator<readonly [alias: string, id: string]> {
		for (const row of this.#database.prepare("SELECT alias, id FROM alias ORDER BY alias, id").iterate()) {
			yield [String(row["alias"]), String(row["id"])];
		}
	}

	close(): void {
		this.#database.close();
	}
}

function readStaged(row: Readonly<Record<string, unknown>>): StagedRecord {
	return {
		id: String(row["id"]),
		withdrawn: row["withdrawn"] === 1,
		facts: String(row["facts"]),
		affected: JSON.parse(String(row["affected"])),
		aliases: JSON.parse(String(row["aliases"])),
	};
}

function withOtherEcosystems(newest: StagedRecord, older: StagedRecord): StagedRecord {
	const known = new Set(newest.affected.map(([ecosystem]) => baseEcosystem(ecosystem)));
	const others = older.withdrawn ? [] : older.affected.filter(([ecosystem]) => !known.has(baseEcosystem(ecosystem)));
	return others.length === 0 ? newest : { ...newest, affected: [...newest.affected, ...others] };
}
