import type { OperatingSystem } from "@plimsoll/core";
import { operatingSystemOf } from "../os/operating-system.ts";
import type { ReadPurl } from "../read-purl.ts";
import { distributionOfQualifier } from "./distribution.ts";
import type { NamedSystem } from "./sbom-collector.ts";

/** Purl types of the packages of operating systems. */
const SYSTEM_TYPES: ReadonlySet<string> = new Set(["deb", "apk", "rpm", "alpm"]);

/** Whether packages of a purl type are an operating system's. */
export function isSystemType(type: string): boolean {
	return SYSTEM_TYPES.has(type);
}

/** An operating system as a document names it; what Plimsoll wrote of it is exact. */
export function systemNamed({ identification, path, namespace, ecosystem, ours }: NamedSystem): OperatingSystem {
	const { ecosystem: known, ...system } = operatingSystemOf(identification);
	const given = ours ? ecosystem : known;
	return {
		...system,
		...(namespace === undefined ? {} : { namespace }),
		...(given === undefined ? {} : { ecosystem: given }),
		...(path === undefined ? {} : { path }),
	};
}

/** Tells the release that packages of operating systems belong to: each by its own `distro` qualifier, else by the document's system. */
export class Systems {
	readonly #ofDocument: OperatingSystem | undefined;
	/** By namespace and qualifier. Few in any document, but a hostile one may have as many as packages. */
	readonly #known: Map<string, OperatingSystem | undefined> = new Map();
	readonly #votes: Map<string, number> = new Map();

	constructor(ofDocument: OperatingSystem | undefined) {
		this.#ofDocument = ofDocument;
	}

	/** The system that a package is of; undefined where nothing tells. */
	systemOf({ namespace, qualifiers }: Pick<ReadPurl, "namespace" | "qualifiers">): OperatingSystem | undefined {
		const distro = qualifiers.get("distro");
		const own = distro === undefined ? undefined : this.#qualified(distro, namespace);
		if (own?.ecosystem !== undefined) return own;

		const document = this.#ofDocument;
		if (document !== undefined && (namespace === undefined || namespace === document.namespace || namespace === document.id))
			return document;
		// What has no releases needs none: Wolfi.
		return own ?? (namespace === undefined ? undefined : this.#qualified("", namespace));
	}

	/** The document's system, or else the one that most packages name. */
	get main(): OperatingSystem | undefined {
		if (this.#ofDocument !== undefined) return this.#ofDocument;

		const [most] = [...this.#votes].sort(([a, votes], [b, others]) => others - votes || (a < b ? -1 : 1));
		return most === undefined ? undefined : this.#known.get(most[0]);
	}

	#qualified(distro: string, namespace: string | undefined): OperatingSystem | undefined {
		const key = `${distro} ${namespace ?? ""}`;
		if (!this.#known.has(key)) {
			const identification = distributionOfQualifier(distro, namespace);
			this.#known.set(key, identification === undefined ? undefined : operatingSystemOf(identification));
		}
		const found = this.#known.get(key);
		if (found !== undefined && distro !== "") this.#votes.set(key, (this.#votes.get(key) ?? 0) + 1);
		return found;
	}
}
