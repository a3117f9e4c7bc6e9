import fc from "fast-check";
import { secretIn } from "../../../constructs/core/secret-patterns";
import { redact } from "../../../engines/project/run-log";

// Put together here, so that no scanner takes this file for a leak.
const GITHUB = `ghp_${"a1B2".repeat(9)}`;
const AWS = `AKIA${"ABCD2345".repeat(2)}`;

const LEAKS: readonly [(value: string) => string, string][] = [
  [(value) => `mysql -u root -p${value} -e 'show tables'`, "a password"], [(value) => `mysqldump -p'${value}' shop`, "a password"],
  [(value) => `sshpass -p ${value} ssh root@db`, "a password"], [(value) => `redis-cli -h db -a ${value} ping`, "a password"], [(value) => `curl -sf -u admin:${value} https://h/`, "a password"],
  [(value) => `curl -H "Authorization: Bearer ${value}" https://h/`, "a token"], [(value) => `curl --header 'authorization: token ${value}' https://h/`, "a token"],
  [(value) => `export DB_PASSWORD=${value}`, "a password"], [(value) => `MYSQL_PWD="${value}" mysql`, "a password"], [(value) => `docker run -e POSTGRES_PASSWORD=${value} postgres`, "a password"],
  [(value) => `AWS_SECRET_ACCESS_KEY=${value}`, "a secret"], [(value) => `[default]\naws_secret_access_key = ${value}\n`, "a secret"], [(value) => `token=${value}`, "a token"],
  [(value) => `curl https://h/hook?token=${value}`, "a token"], [(value) => `db:\n  password: ${value}\n`, "a password"], [(value) => `{"auth": {"api_key": "${value}"}}`, "a secret"],
  [(value) => `gitlab-runner register --registration-token ${value} --x`, "a token"], [(value) => `deb https://ann:${value}@repo.example/debian bookworm main`, "a password"],
];

const HARMLESS = [
  "passwd -l root", "PasswordAuthentication no", "sed -i 's/^#PasswordAuthentication.*/PasswordAuthentication no/' /etc/ssh/sshd_config", "ssh_pwauth: false", "lock_passwd: true",
  "passwd:         files systemd\nshadow: files\n", "password requisite pam_pwquality.so retry=3", "password [success=1 default=ignore] pam_unix.so obscure",
  "MYSQL_PWD=$(cat /run/secrets/db) mysql", "export DB_PASSWORD=\"$DB_PASSWORD\"", "--password-file /etc/restic/password", "DB_PASSWORD_FILE=/run/secrets/db", "token: /var/run/token",
  "ssl_private_key=/etc/ssl/private/k.pem", "mysql -p -u root", "mysql -P 3306 -h db", "mysqladmin --protocol=tcp status", "docker login --password-stdin registry.example",
  "curl -fsSL https://download.docker.com/linux/debian/gpg -o /etc/apt/keyrings/docker.asc", "curl -u \"$USER_AND_TOKEN\" https://h/", "kubeadm join --token \"$TOKEN\" 10.0.0.1:6443",
  "apt-get install -y passwd libsecret-1-0", "secretName: web-tls", "automountServiceAccountToken: false", "The password is asked for by sudo.", "basic authentication is off", "echo 'Password:' > /etc/issue",
  "git clone git@github.com:debian/apt.git", "ssh ann@kvm.example", "https://deb.debian.org/debian/pool/main/a@b", "PWD=/root", "ip token set ::1 dev eth0", "bypass=1", "chage --maxdays 90 ann",
  "gpg --batch --passphrase-file /root/pass --decrypt x", "openssl req -passin env:PASS", "ansible-vault view --vault-password-file=/etc/v x", "token=<your token>", "password: {{ vault }}",
];

const value = fc.array(fc.constantFrom(..."ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"), { minLength: 6, maxLength: 24 }).map((parts) => `k3${parts.join("")}`);

describe("a secret in a text", () => {
  test("is found in whatever way it is written, and is taken out of a log in the same", () => {
    fc.assert(fc.property(value, fc.constantFrom(...LEAKS), (secret, [write, what]) => {
      expect([write(secret), secretIn(write(secret))?.en]).toEqual([write(secret), what]);
      expect(redact(write(secret))).not.toContain(secret);
    }), { numRuns: 400 });
  });

  test.each([["GitHub", GITHUB, "a token"], ["AWS", AWS, "a token"], ["the one that was asked about", "mysql -phunter2", "a password"]])("by its looks: %s", (_name, text, what) => {
    expect(secretIn(`x ${text} y`)?.en).toBe(what);
  });

  test.each(HARMLESS)("is none: %s", (text) => expect(secretIn(text)).toBeUndefined());
});
