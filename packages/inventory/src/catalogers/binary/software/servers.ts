import type { Classifier } from "../classifier.ts";
import { after, alone, before, NUMBERS, near } from "../pattern.ts";

const ENVOY = "1\\.\\d{1,2}\\.\\d{1,2}(?:-dev)?";

/** Servers of all kinds but databases. */
export const SERVERS: readonly Classifier[] = [
	{
		name: "nginx",
		files: ["nginx", "nginx.exe", "openresty"],
		versions: [
			after("nginx version: nginx/"),
			after("nginx version: openresty/", "\\d\\.\\d{1,3}\\.\\d{1,3}"),
			after("\0nginx/", NUMBERS, "\\0"),
		],
		cpes: ["f5:nginx", "nginx:nginx"],
	},
	{ name: "httpd", files: ["httpd", "apache2"], versions: [after("Apache/", "\\d\\.\\d{1,2}\\.\\d{1,3}")], cpes: ["apache:http_server"] },
	{
		name: "haproxy",
		files: ["haproxy"],
		versions: [
			after("HA-Proxy version ", "\\d\\.\\d{1,2}(?:\\.\\d{1,3}|-dev\\d{1,3})"),
			near(", released 20", / version (\d\.\d{1,2}(?:\.\d{1,3}|-dev\d{1,3}))[^,\0]{0,40}, released/),
			near("\0HAProxy version follows", /\0(\d\.\d{1,2}(?:\.\d{1,3}|-dev\d{1,3}))(?:-[0-9a-f]{7,40})?\0{1,32}HAProxy version follows/),
		],
		cpes: ["haproxy:haproxy"],
	},
	{
		name: "envoy",
		files: ["envoy", "envoy-static"],
		versions: [
			near("\0([\\d]+)\\.([\\d]+)\\.([\\d]+)(-(.*))?", /\0(1\.\d{1,2}\.\d{1,2}(?:-dev)?)\0\(\[/),
			{ ...alone(ENVOY, "\\0", "(?=[\\s\\S]{0,100}(?:nvoy|source/common|xds\\.))"), isGuess: true },
			{ ...alone(ENVOY), isGuess: true },
		],
		cpes: ["envoyproxy:envoy"],
	},
	{ name: "squid", files: ["squid"], versions: [after("\0squid/", NUMBERS, "\\0")], cpes: ["squid-cache:squid"] },
	{ name: "lighttpd", files: ["lighttpd"], versions: [after("lighttpd/", NUMBERS)], cpes: ["lighttpd:lighttpd"] },
	{
		name: "proftpd",
		files: ["proftpd"],
		versions: [after("ProFTPD Version ", "\\d\\.\\d\\.\\d{1,2}(?:[a-z]|rc\\d)?")],
		cpes: ["proftpd:proftpd"],
	},
	{ name: "varnish", files: ["varnishd"], versions: [after("varnish-", NUMBERS, " revision")], cpes: ["varnish-software:varnish_cache"] },
	{ name: "unbound", files: ["unbound"], versions: [after("\0unbound ", NUMBERS, "\\0")], cpes: ["nlnetlabs:unbound"] },
	{ name: "bind", files: ["named", "libisc-9*", "libdns-9*"], versions: [after("libisc-", "9\\.\\d{1,2}\\.\\d{1,3}")], cpes: ["isc:bind"] },
	{ name: "dnsmasq", files: ["dnsmasq"], versions: [after("\0dnsmasq-", NUMBERS, "\\0")], cpes: ["thekelleys:dnsmasq"] },
	{ name: "exim", files: ["exim", "exim4"], versions: [before("\0<<eximversion>>", NUMBERS, "\\0")], cpes: ["exim:exim"] },
	{
		name: "postfix",
		files: ["postfix/sbin/master", "postfix/master", "libpostfix-global.so*"],
		versions: [after("\0mail_version=", NUMBERS), after("\0mail_version\0", NUMBERS, "\\0")],
		cpes: ["postfix:postfix"],
	},
	{ name: "dovecot", files: ["dovecot"], versions: [before("\0DOVECOT_VERSION\0", NUMBERS, "\\0")], cpes: ["dovecot:dovecot"] },
	{
		name: "openvpn",
		files: ["openvpn"],
		versions: [
			near("\0client-to-client\0", /\0(2\.\d{1,2}(?:\.\d{1,2})?(?:_(?:alpha|beta|rc)\d)?)\0client-to-client/),
			alone("2\\.\\d{1,2}\\.\\d{1,2}"),
		],
		cpes: ["openvpn:openvpn"],
	},
	{
		name: "strongswan",
		files: ["charon", "charon-systemd"],
		versions: [after("strongSwan ", NUMBERS, ",")],
		cpes: ["strongswan:strongswan"],
	},
	{
		name: "openssh",
		files: ["sshd", "sshd-session", "ssh"],
		versions: [after("\0OpenSSH_", "\\d{1,2}\\.\\d{1,2}p\\d")],
		cpes: ["openbsd:openssh"],
	},
	{
		name: "openldap",
		files: ["slapd", "ldapsearch", "ldapadd", "ldapmodify", "ldappasswd", "ldapwhoami"],
		versions: [near("$OpenLDAP: ", /\$OpenLDAP: [a-z]{1,20} (\d\.\d{1,2}\.\d{1,3})/)],
		cpes: ["openldap:openldap"],
	},
	{ name: "samba", files: ["smbd", "samba"], versions: [after("\0SAMBA_", NUMBERS)], cpes: ["samba:samba"] },
	{ name: "cups", files: ["cupsd", "libcups.so*"], versions: [after("CUPS v", NUMBERS)], cpes: ["openprinting:cups"] },
	{ name: "mosquitto", files: ["mosquitto"], versions: [before("\0mosquitto version %s", NUMBERS, "\\0")], cpes: ["eclipse:mosquitto"] },
	{ name: "keepalived", files: ["keepalived"], versions: [after("Keepalived v", NUMBERS)], cpes: ["keepalived:keepalived"] },
	{
		name: "stunnel",
		files: ["stunnel", "stunnel4"],
		versions: [after("stunnel ", NUMBERS, " on "), after("stunnel/", NUMBERS)],
		cpes: ["stunnel:stunnel"],
	},
	{ name: "tor", files: ["tor"], versions: [after("\0tor ", NUMBERS)], cpes: ["torproject:tor"] },
	{
		name: "fluent-bit",
		type: "github",
		namespace: "fluent",
		files: ["fluent-bit"],
		versions: [near("Fluent Bit v%s", /\0(\d\.\d{1,2}\.\d{1,2})\0{1,32}(?:[^\0]{4}\0{1,32})?(?:%s)?Fluent Bit v%s/)],
		cpes: ["treasuredata:fluent_bit"],
	},
	{
		name: "rabbitmq",
		files: ["ebin/rabbit.app"],
		versions: [near("{vsn", /\{vsn,\s{0,8}"(\d[0-9A-Za-z.+-]{1,40})"/)],
		cpes: ["vmware:rabbitmq"],
	},
];
