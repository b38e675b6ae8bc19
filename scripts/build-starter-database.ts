/**
 * Builds the starter database that comes with Plimsoll: facts (ids, aliases, packages, ranges, severity vectors, dates) about
 * a handful of packages that are in many images, and about those of the example image.
 *
 * Usage: node scripts/build-starter-database.ts OSV_EXPORT
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDatabase, type PackageSelector } from "@plimsoll/advisories/build";
import { defaultLimits } from "@plimsoll/core";

const OUTPUT = fileURLToPath(new URL("../packages/advisories/starter/advisories.db", import.meta.url));

/** More than this does not belong into every install. */
const MAX_BYTES = 300 * 1024;

const PACKAGES: Readonly<Record<string, readonly string[]>> = {
	"Debian:12": [
		...[
			"apt",
			"c-ares",
			"curl",
			"dpkg",
			"expat",
			"freetype",
			"git",
			"glibc",
			"gnupg2",
			"gnutls28",
			"gzip",
			"krb5",
			"libcap2",
			"libgcrypt20",
		],
		...["libidn2-0", "libjpeg-turbo", "libpng1.6", "libssh2", "libtasn1-6", "libwebp", "libxml2", "ncurses", "nghttp2", "nginx", "nss"],
		...["openldap", "openssh", "openssl", "pam", "pcre2", "perl", "python3.11", "shadow", "sqlite3", "systemd", "tar", "tiff"],
		...["util-linux", "wget", "xz-utils", "zlib"],
	],
	"Alpine:v3.11": ["apk-tools", "busybox", "curl", "expat", "libxml2", "musl", "nginx", "nodejs", "openssl", "python3", "sqlite", "zlib"],
	npm: [
		...["@angular/core", "ansi-regex", "axios", "debug", "dompurify", "express", "follow-redirects", "handlebars", "ip", "jquery"],
		...["jsonwebtoken", "lodash", "lodash-es", "marked", "minimist", "moment", "next", "path-to-regexp", "qs", "react", "semver", "send"],
		...["sequelize", "svelte", "tar", "tough-cookie", "ua-parser-js", "underscore", "ws", "y18n"],
	],
	PyPI: [
		...["aiohttp", "ansible", "certifi", "cryptography", "django", "flask", "gitpython", "gunicorn", "idna", "jinja2", "lxml", "mako"],
		...["notebook", "numpy", "paramiko", "pillow", "pip", "pyyaml", "requests", "setuptools", "tornado", "twisted", "urllib3", "werkzeug"],
	],
};

const [from] = process.argv.slice(2);
if (from === undefined) throw new Error("usage: node scripts/build-starter-database.ts OSV_EXPORT");

const packages = Object.entries(PACKAGES).flatMap(([ecosystem, names]) => names.map((name): PackageSelector => ({ ecosystem, name })));
const selection = selectEcosystems(resolve(from));
try {
	// Provenance then names `npm/all.zip`, wherever the export lies.
	process.chdir(selection);
	const { identity } = await buildDatabase({ from: ".", output: OUTPUT, kind: "starter", packages, limits: defaultLimits() });
	const bytes = statSync(OUTPUT).size;
	console.log(`${OUTPUT}: ${identity.advisories} advisories about ${packages.length} packages, ${bytes} bytes`);
	if (bytes > MAX_BYTES) throw new Error(`the starter database has ${bytes} bytes; at most ${MAX_BYTES} belong into every install`);
} finally {
	rmSync(selection, { recursive: true, force: true });
}

/** A folder with links to the exports of just the ecosystems that are wanted. */
function selectEcosystems(osvExport: string): string {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-starter-"));
	for (const name of new Set(Object.keys(PACKAGES).map((ecosystem) => ecosystem.split(":")[0] ?? ecosystem))) {
		mkdirSync(join(folder, name));
		symlinkSync(join(osvExport, name, "all.zip"), join(folder, name, "all.zip"));
	}
	return folder;
}
