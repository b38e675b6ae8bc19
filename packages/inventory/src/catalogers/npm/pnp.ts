import { field, listOf, type Value } from "../../formats/value.ts";
import type { LockVisitor, PackageIdentity } from "./lock-visitor.ts";
import { isPnpState, readPnpState } from "./pnp-state.ts";

/** A package of the state, by name and reference. */
interface PnpPackage {
	readonly name: string;
	readonly reference: string;
	readonly info: unknown;
}

/** Where a reference leads. */
type Origin = "registry" | "project" | "address";

/**
 * Reads a Plug'n'Play install: which packages there are, who needs whom, and what the project and its members ask for. What
 * is for development only is not recorded.
 */
export function readPnp(bytes: Uint8Array, visitor: LockVisitor): void {
	const state = readPnpState(bytes, visitor);
	if (state === undefined) return;
	if (!isPnpState(state)) {
		visitor.problem({ code: "file-malformed", message: "expected packageRegistryData" });
		return;
	}

	const packages = packagesOf(state);
	const asked = packages.filter(({ reference }) => originOf(reference) === "project").flatMap((one) => neededBy(one));
	const direct = new Set(asked.map(keyOf));
	for (const one of packages) {
		const origin = originOf(one.reference);
		if (origin === "project") continue;
		if (origin === "address") {
			visitor.unresolved(`${one.name} comes from an address that does not say its version`);
			continue;
		}
		const needed = neededBy(one).filter((other) => keyOf(other) !== keyOf(one) && originOf(other.reference) === "registry");
		visitor.locked({ ...identityOf(one), direct: direct.has(keyOf(one)), dependsOn: needed.map(identityOf) });
	}
}

/** Packages as often as they are installed for other peers; the project itself has no name or a reference to its folder. */
function packagesOf(state: Value): readonly PnpPackage[] {
	return listOf(field(state, "packageRegistryData")).flatMap((named) => {
		const [name, versions] = listOf(named);
		return listOf(versions).flatMap((version): PnpPackage[] => {
			const [reference, info] = listOf(version);
			if (name === null) return [{ name: "", reference: "workspace:", info }];
			return typeof name === "string" && typeof reference === "string" ? [{ name, reference: realReference(reference), info }] : [];
		});
	});
}

/** `[name, reference]`, `[name, null]` for what is not there, `[alias, [name, reference]]`. */
function neededBy({ info }: PnpPackage): readonly PnpPackage[] {
	return listOf(field(info, "packageDependencies")).flatMap((dependency) => {
		const [alias, target] = listOf(dependency);
		const [name, reference] = Array.isArray(target) ? target : [alias, target];
		return typeof name === "string" && typeof reference === "string"
			? [{ name, reference: realReference(reference), info: undefined }]
			: [];
	});
}

/** Without what tells apart the peers it was installed with: `virtual:hash#npm:1.0.0`. */
function realReference(reference: string): string {
	return reference.startsWith("virtual:") ? reference.slice(reference.indexOf("#") + 1) : reference;
}

function keyOf({ name, reference }: PnpPackage): string {
	return `${name}@${reference}`;
}

function originOf(reference: string): Origin {
	if (/^(?:workspace|link|portal|file):/.test(reference)) return "project";
	return versionIn(reference) === undefined ? "address" : "registry";
}

function identityOf({ name, reference }: PnpPackage): PackageIdentity {
	return { name, version: versionIn(reference) };
}

/** `npm:1.0.0`, which may go on with `::`; a patch names the version that it patches. */
function versionIn(reference: string): string | undefined {
	if (reference.startsWith("npm:")) return reference.slice("npm:".length).split("::", 1)[0];
	return reference.startsWith("patch:") ? /[:&]version=([^&]+)/.exec(reference)?.[1] : undefined;
}
