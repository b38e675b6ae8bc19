import type { Classifier } from "../classifier.ts";
import { after, NUMBERS, near } from "../pattern.ts";

/** Applications whose text files tell. */
export const APPLICATIONS: readonly Classifier[] = [
	{
		name: "firefox",
		files: ["application.ini"],
		versions: [near("\nName=Firefox\n", /\nName=Firefox\n(?:[A-Za-z]{1,20}=[^\n]{0,40}\n){0,3}Version=(\d[0-9a-z.]{1,20})\n/)],
		cpes: ["mozilla:firefox"],
	},
	{ name: "wordpress", files: ["wp-includes/version.php"], versions: [after("$wp_version = '")], cpes: ["wordpress:wordpress"] },
	{ name: "drupal", files: ["core/lib/Drupal.php"], versions: [after("const VERSION = '")], cpes: ["drupal:drupal"] },
	{
		name: "nextcloud",
		files: ["version.php"],
		versions: [near("$OC_VersionString", /\$OC_VersionString = '(\d[0-9A-Za-z. ]{1,20})'/)],
		cpes: ["nextcloud:nextcloud_server"],
	},
	{
		name: "mediawiki",
		files: ["includes/Defines.php"],
		versions: [near("'MW_VERSION'", /'MW_VERSION', '(\d[0-9A-Za-z.-]{1,20})'/)],
		cpes: ["mediawiki:mediawiki"],
	},
	{
		name: "composer",
		files: ["composer", "composer.phar"],
		versions: [near("const VERSION = '", /[;{}\n]\s{0,8}(?:public )?const VERSION = '(\d\.\d{1,2}\.\d{1,2}[0-9A-Za-z-]{0,20})'/)],
		cpes: ["getcomposer:composer"],
	},
	{ name: "wp-cli", files: ["wp", "wp-cli.phar"], versions: [after("wp-cli/wp-cli ", NUMBERS)], cpes: ["wp-cli:wp-cli"] },
];
