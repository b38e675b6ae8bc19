import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { once, write } from "./shell.ts";

/** The databases that rpm itself wrote for the tests (their README says how), by where rpm keeps each kind. */
const DATABASES = {
	"rpm-sqlite": ["rpmdb.sqlite.gz", "usr/lib/sysimage/rpm/rpmdb.sqlite"],
	"rpm-ndb": ["Packages.db.gz", "usr/lib/sysimage/rpm/Packages.db"],
	"rpm-bdb": ["Packages-little-endian.gz", "var/lib/rpm/Packages"],
} as const;

const OS_RELEASE = 'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="8.9"\nPRETTY_NAME="Rocky Linux 8.9"\n';

/** Roots of an rpm distribution, one for each kind of database. */
export function rpmRoots(work: string): Readonly<Record<keyof typeof DATABASES, string>> {
	const make = (name: keyof typeof DATABASES): string => {
		const root = join(work, "rpm-roots", name);
		return once(root, () => {
			const [fixture, path] = DATABASES[name];
			const file = new URL(`../../packages/inventory/src/catalogers/rpm/testdata/${fixture}`, import.meta.url);
			write(root, { "etc/os-release": OS_RELEASE });
			mkdirSync(dirname(join(root, path)), { recursive: true });
			writeFileSync(join(root, path), gunzipSync(readFileSync(fileURLToPath(file))));
		});
	};
	return { "rpm-sqlite": make("rpm-sqlite"), "rpm-ndb": make("rpm-ndb"), "rpm-bdb": make("rpm-bdb") };
}
