import type { Classifier } from "../classifier.ts";
import { after, alone, before, NUMBERS, near } from "../pattern.ts";

/** Programs that people and scripts call. */
export const TOOLS: readonly Classifier[] = [
	// One program under many names: before all that it may stand in for.
	{
		name: "busybox",
		files: ["busybox*", "[", "bash", "gzip", "tar", "wget", "getopt", "xz", "sed"],
		versions: [after("BusyBox v", NUMBERS)],
		cpes: ["busybox:busybox"],
	},
	{ name: "bash", files: ["bash", "bash-static"], versions: [after("@(#)Bash version ", NUMBERS)], cpes: ["gnu:bash"] },
	{
		name: "util-linux",
		files: ["getopt", "mount", "umount", "lsblk", "fdisk", "losetup", "nsenter", "unshare"],
		versions: [after("util-linux ", NUMBERS)],
		cpes: ["kernel:util-linux"],
	},
	{
		name: "git",
		files: ["git", "git.exe"],
		versions: [after("\0git/", NUMBERS), before("\0versionsort.prereleasesuffix", NUMBERS, "\\0")],
		cpes: ["git-scm:git", "git:git"],
	},
	{ name: "curl", files: ["curl", "curl.exe"], versions: [after("\0curl/", NUMBERS), after("\0curl ", NUMBERS)], cpes: ["haxx:curl"] },
	{ name: "wget", files: ["wget"], versions: [alone("1\\.[12]\\d(?:\\.\\d{1,2}){0,2}")], cpes: ["gnu:wget"] },
	{ name: "tar", files: ["tar"], versions: [alone("1\\.[23]\\d")], cpes: ["gnu:tar"] },
	{
		name: "gzip",
		files: ["gzip"],
		versions: [alone("1\\.(?:1\\d|[3-9])")],
		cpes: ["gnu:gzip"],
	},
	{ name: "xz", files: ["xz", "xzdec"], versions: [after("(XZ Utils) ")], cpes: ["tukaani:xz"] },
	{
		name: "zstd",
		files: ["zstd", "pzstd"],
		versions: [before("\0Zstandard CLI", NUMBERS, "\\0v"), alone("1\\.\\d{1,2}\\.\\d{1,2}", "\\0v")],
		cpes: ["facebook:zstandard"],
	},
	{
		name: "jq",
		files: ["jq", "jq-linux*"],
		versions: [
			before("\0DEBUG:\0", "\\d\\.\\d{1,2}(?:\\.\\d{1,2})?(?:rc\\d)?", "\\0"),
			after("jq-", "\\d\\.\\d{1,2}(?:\\.\\d{1,2})?", "\\0"),
		],
		cpes: ["jqlang:jq", "jq_project:jq"],
	},
	{ name: "gawk", files: ["gawk"], versions: [after("GNU Awk ", NUMBERS)], cpes: ["gnu:gawk"] },
	{ name: "tcpdump", files: ["tcpdump"], versions: [after("%s version ", NUMBERS, "\\n")], cpes: ["tcpdump:tcpdump"] },
	{
		name: "nmap",
		files: ["nmap", "ncat"],
		versions: [near("https://nmap.org", /https:\/\/nmap\.org(?:\/ncat)?\0(\d\.\d{2})\0/)],
		cpes: ["nmap:nmap"],
	},
	{
		name: "chrome",
		files: ["chrome", "chromium", "chromium-browser", "headless_shell", "chrome-headless-shell"],
		versions: [alone("\\d{2,3}\\.0\\.\\d{4}\\.\\d{1,3}")],
		cpes: ["google:chrome"],
	},
	{
		name: "ffmpeg",
		files: ["ffmpeg", "ffprobe", "ffplay", "libavcodec*.so*", "libavformat*.so*", "libavutil*.so*", "libavfilter*.so*"],
		versions: [
			near(" the FFmpeg developers", /%s version (\d{1,2}(?:\.\d{1,2}){1,3})/),
			after("FFmpeg version ", NUMBERS),
			after("%s version ", NUMBERS),
		],
		cpes: ["ffmpeg:ffmpeg"],
	},
	{
		name: "imagemagick",
		files: ["magick", "convert*", "libMagickCore-*"],
		versions: [after("ImageMagick ", "\\d\\.\\d{1,2}\\.\\d{1,2}-\\d{1,3}")],
		cpes: ["imagemagick:imagemagick"],
	},
];
