/** What a key of `packages` says. */
export interface PnpmKey {
	readonly name: string;
	/** May be an address instead. */
	readonly version: string;
	/** The key without the part that tells apart the peers it was installed with. */
	readonly withoutPeers: string;
}

/**
 * Takes a key of `packages` apart. Version 5 writes `/name/1.0.0_peers`, with the registry's host in front where it is not
 * the usual one; 6 `/name@1.0.0(peers)`; 9 the same without the slash.
 */
export function parsePnpmKey(key: string, lockVersion: number): PnpmKey {
	const withoutPeers = key.split("(", 1)[0] ?? key;
	return lockVersion < 6 ? parseOldKey(key) : { ...parseNewKey(withoutPeers), withoutPeers };
}

/** The key that a dependency leads to: `reference` is a version, or a whole key for aliases and addresses. */
export function pnpmKeyOf(name: string, reference: string, lockVersion: number): string {
	const base = reference.split("(", 1)[0] ?? reference;
	if (lockVersion < 6) return isKey(base) ? reference : `/${name}/${reference}`;
	if (lockVersion < 9) return isKey(base) ? reference : `/${name}@${reference}`;
	return base.indexOf("@", 1) > 0 && !base.includes(":") ? reference : keyOfNine(name, base, reference);
}

/** In version 9 an alias to an address names itself, too: `foo@https://…` is whole, `https://…` is not. */
function keyOfNine(name: string, base: string, reference: string): string {
	return /^(?:@[^/@]+\/)?[^/@:]+@/.test(base) ? reference : `${name}@${reference}`;
}

function isKey(reference: string): boolean {
	return reference.includes("/") || reference.startsWith("file:");
}

function parseNewKey(key: string): { readonly name: string; readonly version: string } {
	const bare = key.startsWith("/") ? key.slice(1) : key;
	const at = bare.indexOf("@", 1);
	return at === -1 ? { name: bare, version: "/" } : { name: bare.slice(0, at), version: bare.slice(at + 1) };
}

function parseOldKey(key: string): PnpmKey {
	const match = /^[^/]*\/((?:@[^/]+\/)?[^/]+)\/([^/_]+)(?:_[^/]*)?$/.exec(key);
	const [, name = key, version = "/"] = match ?? [];
	return { name, version, withoutPeers: key };
}
