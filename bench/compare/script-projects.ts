import { join } from "node:path";
import { once, run, write } from "./shell.ts";

const GEMS = ["ruby-rack", "ruby-nokogiri", "ruby-activesupport", "ruby-sinatra", "ruby-loofah", "ruby-json", "ruby-i18n", "ruby-tzinfo"];

/** Gems as they lie in an image whose package manager does not know them: Debian's, unpacked. */
export function gems(work: string): string {
	const root = join(work, "gems");
	return once(root, () => {
		const archives = join(work, "gem-archives");
		run("mkdir", ["-p", archives]);
		run("apt-get", ["download", "--quiet", ...GEMS], { cwd: archives });
		run("sh", ["-c", 'for archive in "$0"/*.deb; do dpkg-deb -x "$archive" "$1"; done', archives, root]);
	});
}

/** npm packages that are Composer packages, too: Packagist need not be reachable. */
const COMPOSER_PACKAGES = [
	["twbs/bootstrap", "bootstrap", "4.3.1"],
	["tinymce/tinymce", "tinymce", "5.10.0"],
	["components/jquery", "jquery", "3.4.0"],
	["swagger-api/swagger-ui", "swagger-ui-dist", "3.50.0"],
] as const;

/** A project as Composer installs it. */
export function composerProject(work: string): string {
	const folder = join(work, "composer");
	return once(folder, () => {
		const archives = join(work, "composer-archives");
		run("mkdir", ["-p", archives]);
		const repositories = COMPOSER_PACKAGES.map(([name, npm, version]) => {
			const archive = run("npm", ["pack", "--silent", `${npm}@${version}`], { cwd: archives }).trim();
			return { type: "package", package: { name, version, dist: { type: "tar", url: join(archives, archive) } } };
		});
		const require = Object.fromEntries(COMPOSER_PACKAGES.map(([name, , version]) => [name, version]));
		const manifest = { name: "example/compare", repositories: [...repositories, { "packagist.org": false }], require };
		write(folder, { "composer.json": JSON.stringify(manifest) });
		run("composer", ["install", "--no-interaction", "--quiet"], { cwd: folder, environment: { COMPOSER_ALLOW_SUPERUSER: "1" } });
	});
}
