import { compareText, digestOf, type OperatingSystem, type Package } from "@plimsoll/core";
import { writePurl } from "@plimsoll/inventory";
import fc from "fast-check";

/** An inventory as catalogers take it. */
export interface ArbitraryInventory {
	readonly operatingSystem: OperatingSystem;
	/** Ordered by purl. */
	readonly packages: readonly Package[];
}

/** Each with the purl type of its packages. Some have what their id and version do not tell, or no advisories. */
const SYSTEMS: readonly (readonly [type: string, system: OperatingSystem])[] = (
	[
		["deb", { id: "debian", versionId: "12", name: "Debian GNU/Linux 12 (bookworm)", namespace: "debian", ecosystem: "Debian:12" }],
		["deb", { id: "debian", name: "Debian GNU/Linux trixie/sid", namespace: "debian", ecosystem: "Debian:13" }],
		["deb", { id: "ubuntu", idLike: ["debian"], versionId: "22.04", name: "Ubuntu", namespace: "ubuntu", ecosystem: "Ubuntu:22.04:LTS" }],
		["apk", { id: "alpine", versionId: "3.19.1", name: "Alpine Linux", namespace: "alpine", ecosystem: "Alpine:v3.19" }],
		["apk", { id: "wolfi", versionId: "20230201", name: "Wolfi", namespace: "wolfi", ecosystem: "Wolfi" }],
		["rpm", { id: "rocky", idLike: ["rhel", "fedora"], versionId: "9.3", name: "Rocky", namespace: "rocky", ecosystem: "Rocky Linux:9" }],
		["rpm", { id: "openeuler", versionId: "24.03", name: "openEuler", namespace: "openeuler", ecosystem: "openEuler:24.03-LTS-SP1" }],
		["rpm", { id: "fedora", versionId: "39", name: "Fedora Linux 39", namespace: "fedora" }],
		["deb", { id: "unheard-of", idLike: ["debian"], name: "Unheard of", namespace: "unheard-of" }],
	] as const
).map(([type, system]) => [type, { idLike: [], ...system, path: "/etc/os-release" }]);

/** Names of the language ecosystems: purl type, namespace, name, version, and how the ecosystem writes the whole name. */
const LANGUAGES = [
	{ type: "npm", namespace: undefined, ecosystem: "npm" },
	{ type: "npm", namespace: "@scope", ecosystem: "npm" },
	{ type: "pypi", namespace: undefined, ecosystem: "PyPI" },
	{ type: "maven", namespace: "org.example", ecosystem: "Maven", separator: ":" },
	{ type: "golang", namespace: "github.com/org", ecosystem: "Go" },
	{ type: "golang", namespace: "github.com/org", ecosystem: undefined },
	{ type: "cargo", namespace: undefined, ecosystem: "crates.io" },
] as const;

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const version = fc.stringMatching(/^[0-9]\.[0-9]{1,2}(?:[.+~-][a-z0-9]{1,4})?$/);
const layer = fc.constantFrom("base", "top").map((text) => digestOf(text));
const locations = fc
	.uniqueArray(fc.record({ path: word.map((name) => `/srv/${name}`), layer }, { requiredKeys: ["path"] }), {
		minLength: 1,
		maxLength: 3,
		selector: ({ path }) => path,
	})
	.map((places) => places.toSorted((a, b) => compareText(a.path, b.path)));
const licenses = fc.uniqueArray(fc.constantFrom("MIT", "Apache-2.0", "something else"), { maxLength: 2 }).map((texts) => texts.toSorted());

function systemPackage([type, system]: (typeof SYSTEMS)[number]): fc.Arbitrary<Package> {
	const facts = fc.record({
		name: word,
		version,
		source: fc.option(fc.record({ name: word, version }), { nil: undefined }),
		epoch: fc.nat(3),
		locations,
		licenses,
	});
	return facts.map(({ name, version: build, source, epoch, ...others }) => {
		const distro = [system.id, system.versionId].filter(Boolean).join("-");
		const isRpm = type === "rpm";
		const qualifiers = { arch: "amd64", distro, ...(isRpm ? { epoch: String(epoch) } : {}) };
		return {
			purl: writePurl({ type, namespace: system.namespace, name, version: build, qualifiers }),
			type,
			name,
			version: isRpm ? `${epoch}:${build}` : build,
			...(system.ecosystem === undefined ? {} : { ecosystem: system.ecosystem }),
			architecture: "amd64",
			...(source === undefined ? {} : { source }),
			...others,
		};
	});
}

const languagePackage: fc.Arbitrary<Package> = fc
	.record({
		language: fc.constantFrom(...LANGUAGES),
		name: word,
		version,
		locations,
		licenses,
		flags: fc.record({ direct: fc.boolean(), development: fc.boolean() }, { requiredKeys: [] }),
	})
	.map(({ language, name, version: release, flags, ...others }) => {
		const { type, namespace, ecosystem } = language;
		const separator = "separator" in language ? language.separator : "/";
		return {
			purl: writePurl({ type, namespace, name, version: type === "golang" ? `v${release}` : release }),
			type,
			name: namespace === undefined ? name : `${namespace}${separator}${name}`,
			version: release,
			...(ecosystem === undefined ? {} : { ecosystem }),
			...flags,
			...others,
		};
	});

/** An inventory of an image: packages of its system and of languages, some of which the system's packages own, need or contain. */
export function arbitraryInventory(): fc.Arbitrary<ArbitraryInventory> {
	return fc.constantFrom(...SYSTEMS).chain((system) =>
		fc
			.record({
				packages: fc.uniqueArray(fc.oneof(systemPackage(system), languagePackage), { maxLength: 12, selector: ({ purl }) => purl }),
				related: fc.array(fc.tuple(fc.constantFrom("dependsOn", "containedIn", "ownedBy"), fc.nat(11), fc.nat(11)), { maxLength: 10 }),
			})
			.map(({ packages, related }) => ({ operatingSystem: system[1], packages: withRelations(packages, related) })),
	);
}

function withRelations(found: readonly Package[], related: readonly (readonly [string, number, number])[]): readonly Package[] {
	const packages = found.toSorted((a, b) => compareText(a.purl, b.purl));
	for (const [kind, from, to] of related) {
		const [one, other] = [packages[from], packages[to]];
		if (one === undefined || other === undefined || one === other) continue;
		const isOwner = "architecture" in other && !("architecture" in one);
		if (kind === "ownedBy" && isOwner) packages[from] = { ...one, ownedBy: other.purl };
		if (kind !== "ownedBy")
			packages[from] = { ...one, [kind]: [...new Set([...(one[kind as "dependsOn"] ?? []), other.purl])].sort(compareText) };
	}
	return packages;
}
