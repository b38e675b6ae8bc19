import type { Limits } from "@plimsoll/core";
import type { Problem } from "../../formats/problem.ts";
import { readXml } from "../../formats/xml.ts";

/** What a `pom.xml` says itself, nothing filled in. */
export interface PomModel {
	readonly own: PomCoordinates;
	readonly parent: (PomCoordinates & { readonly relativePath?: string }) | undefined;
	readonly properties: ReadonlyMap<string, string>;
	readonly managed: readonly PomDependency[];
	readonly dependencies: readonly PomDependency[];
	readonly licenses: readonly string[];
}

/** Coordinates, as far as they are said. */
export interface PomCoordinates {
	readonly groupId?: string;
	readonly artifactId?: string;
	readonly version?: string;
}

/** A dependency as it is written. */
export interface PomDependency extends PomCoordinates {
	readonly scope?: string;
	readonly type?: string;
	readonly classifier?: string;
	readonly optional?: string;
}

type Fields = Record<string, string>;

const FIELDS: ReadonlySet<string> = new Set([
	"groupId",
	"artifactId",
	"version",
	"scope",
	"type",
	"classifier",
	"optional",
	"relativePath",
]);
const DEPENDENCY = "project/dependencies/dependency";
const MANAGED = "project/dependencyManagement/dependencies/dependency";
const PROPERTIES = "project/properties/";
const LICENSE = "project/licenses/license/name";
/** Longer is a licence's text, not its name. */
const MAX_LICENSE_LENGTH = 256;

/**
 * Reads a `pom.xml`. Profiles and plug-ins are passed over: whether they apply is known only to a build.
 *
 * @see https://maven.apache.org/xsd/maven-4.0.0.xsd
 */
export function readPom(bytes: Uint8Array, limits: Limits, onProblem: (problem: Problem) => void): PomModel {
	const reader = new PomReader();
	const problem = readXml(bytes, limits, reader);
	if (problem !== undefined) onProblem(problem);
	return reader.model();
}

class PomReader {
	readonly #own: Fields = {};
	#parent: Fields | undefined;
	readonly #properties: Map<string, string> = new Map();
	readonly #managed: PomDependency[] = [];
	readonly #dependencies: PomDependency[] = [];
	readonly #licenses: string[] = [];
	/** The dependency that is open. */
	#dependency: Fields = {};

	open(path: string): void {
		if (path === DEPENDENCY || path === MANAGED) this.#dependency = {};
		else if (path === "project/parent") this.#parent = {};
	}

	close(path: string, text: string): void {
		if (path === DEPENDENCY) this.#dependencies.push(this.#dependency);
		else if (path === MANAGED) this.#managed.push(this.#dependency);
		else if (path.startsWith(PROPERTIES)) this.#properties.set(path.slice(PROPERTIES.length), text);
		else if (path === LICENSE && text !== "" && text.length <= MAX_LICENSE_LENGTH) this.#licenses.push(text);
		else this.#field(path, text);
	}

	model(): PomModel {
		return {
			own: this.#own,
			parent: this.#parent,
			properties: this.#properties,
			managed: this.#managed,
			dependencies: this.#dependencies,
			licenses: this.#licenses,
		};
	}

	#field(path: string, text: string): void {
		const slash = path.lastIndexOf("/");
		const name = path.slice(slash + 1);
		if (!FIELDS.has(name)) return;

		const fields = this.#holder(path.slice(0, slash));
		if (fields !== undefined && (text !== "" || name === "relativePath")) fields[name] = text;
	}

	#holder(path: string): Fields | undefined {
		if (path === "project") return this.#own;
		if (path === "project/parent") return this.#parent;
		return path === DEPENDENCY || path === MANAGED ? this.#dependency : undefined;
	}
}
