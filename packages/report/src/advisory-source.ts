/** Who publishes an advisory. */
export interface AdvisorySource {
	readonly name: string;
	/** The page of one advisory. */
	readonly url: string;
}

interface Publisher {
	readonly prefix: string;
	readonly name: string;
	readonly page: (id: string) => string;
}

const osv = (id: string): string => `https://osv.dev/vulnerability/${id}`;
const debian = (id: string): string => `https://security-tracker.debian.org/tracker/${id.replace(/^DEBIAN-/, "")}`;

/** Publishers by the prefix of their ids. */
const PUBLISHERS: readonly Publisher[] = [
	{ prefix: "CVE-", name: "NVD", page: (id) => `https://nvd.nist.gov/vuln/detail/${id}` },
	{ prefix: "GHSA-", name: "GitHub Advisory Database", page: (id) => `https://github.com/advisories/${id}` },
	{ prefix: "DEBIAN-", name: "Debian Security Tracker", page: debian },
	{ prefix: "DSA-", name: "Debian Security Tracker", page: debian },
	{ prefix: "DLA-", name: "Debian Security Tracker", page: debian },
	{ prefix: "ALPINE-", name: "Alpine Security Tracker", page: osv },
	{ prefix: "UBUNTU-", name: "Ubuntu Security", page: (id) => `https://ubuntu.com/security/${id.slice("UBUNTU-".length)}` },
	{ prefix: "USN-", name: "Ubuntu Security", page: (id) => `https://ubuntu.com/security/notices/${id}` },
	{ prefix: "PYSEC-", name: "Python Packaging Advisory Database", page: osv },
];

/** Who publishes an id, and where to read about it; OSV where the prefix is not known. */
export function advisorySource(id: string): AdvisorySource {
	const publisher = PUBLISHERS.find(({ prefix }) => id.startsWith(prefix));
	const segment = encodeURIComponent(id.toWellFormed());
	return { name: publisher?.name ?? "OSV", url: publisher?.page(segment) ?? osv(segment) };
}
