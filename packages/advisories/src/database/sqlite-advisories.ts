import type { DatabaseSync, StatementSync } from "node:sqlite";
import { type DatabaseIdentity, messageOf } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";
import { baseEcosystem, normaliseName } from "../orderings/orderings.ts";
import { matchesEcosystem } from "../osv/ecosystem-match.ts";
import type { AdvisoryFacts } from "../osv/record.ts";
import type { Advisory, AdvisoryDatabase } from "./advisory-database.ts";
import { decodePackageRow } from "./affected-row.ts";
import { BlockReader } from "./block-reader.ts";
import { decodeFacts } from "./facts-row.ts";
import { unpackRow } from "./row.ts";
import { asTexts } from "./row-fields.ts";
import { STORES } from "./schema.ts";

interface StoredEcosystem {
	readonly id: number;
	readonly name: string;
}

/** Looks advisories up in a checked SQLite database. Every row is decoded with suspicion: the file may be damaged anywhere. */
export class SqliteAdvisories implements AdvisoryDatabase {
	readonly identity: DatabaseIdentity;
	readonly #database: DatabaseSync;
	readonly #path: string;
	readonly #blocks: BlockReader;
	readonly #findPackage: StatementSync;
	/** By name without release. */
	readonly #ecosystems = new Map<string, StoredEcosystem[]>();
	/** What {@link #ecosystemsFor} found: a scan asks about few. */
	readonly #matching = new Map<string, readonly StoredEcosystem[]>();

	/** @throws whatever SQLite throws for a damaged file */
	constructor(database: DatabaseSync, path: string, identity: DatabaseIdentity) {
		this.identity = identity;
		this.#database = database;
		this.#path = path;
		this.#blocks = new BlockReader(database);
		this.#findPackage = database.prepare("SELECT body FROM package WHERE ecosystem = ? AND name = ?");
		for (const { id, name } of database.prepare("SELECT id, name FROM ecosystem ORDER BY id").iterate()) {
			if (typeof id !== "number" || typeof name !== "string") throw new TypeError("expected the name of an ecosystem");
			const base = baseEcosystem(name);
			const known = this.#ecosystems.get(base);
			if (known === undefined) this.#ecosystems.set(base, [{ id, name }]);
			else known.push({ id, name });
		}
	}

	lookup(ecosystem: string, name: string): readonly Advisory[] {
		const stored = this.#ecosystemsFor(ecosystem);
		if (stored.length === 0) return [];

		const normalised = normaliseName(ecosystem, name);
		return this.#reading(`the advisories for ${normalised} in ${ecosystem}`, () =>
			stored.flatMap((one) => this.#advisoriesOf(one, normalised)),
		);
	}

	facts(id: string): AdvisoryFacts | undefined {
		return this.#reading(`the record ${id}`, () => {
			const stored = this.#blocks.get(STORES.advisories, id);
			return stored === undefined ? undefined : decodeFacts(id, stored);
		});
	}

	recordsNaming(id: string): readonly string[] {
		return this.#reading(`the records naming ${id}`, () => {
			const stored = this.#blocks.get(STORES.aliases, id);
			return stored === undefined ? [] : asTexts(JSON.parse(stored));
		});
	}

	hasEcosystem(ecosystem: string): boolean {
		return this.#ecosystemsFor(ecosystem).length > 0;
	}

	close(): void {
		if (this.#database.isOpen) this.#database.close();
	}

	#advisoriesOf(ecosystem: StoredEcosystem, name: string): Advisory[] {
		const row = this.#findPackage.get(ecosystem.id, name);
		if (row === undefined) return [];
		const found = decodePackageRow(unpackRow(row["body"]), { ecosystem: ecosystem.name, name });
		return found.map(({ id, affected }) => ({ id, affected, facts: () => this.#factsOf(id) }));
	}

	#factsOf(id: string): AdvisoryFacts {
		const facts = this.facts(id);
		if (facts !== undefined) return facts;
		throw new AdvisoryError("advisory-unreadable", `${this.#path}: the record ${id} is not there`, { path: this.#path });
	}

	#ecosystemsFor(asked: string): readonly StoredEcosystem[] {
		const known = this.#matching.get(asked);
		if (known !== undefined) return known;

		const ofBase = this.#ecosystems.get(baseEcosystem(asked)) ?? [];
		const matching = ofBase.filter(({ name }) => matchesEcosystem(name, asked));
		this.#matching.set(asked, matching);
		return matching;
	}

	#reading<Result>(what: string, read: () => Result): Result {
		try {
			return read();
		} catch (error) {
			if (error instanceof AdvisoryError) throw error;
			const message = `${this.#path}: ${what} could not be read: ${messageOf(error)}`;
			throw new AdvisoryError("advisory-unreadable", message, { path: this.#path, cause: error });
		}
	}
}
