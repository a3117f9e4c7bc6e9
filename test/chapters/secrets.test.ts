import { secretsIn } from "./secrets";
import type { Json } from "./support";

// What the audit of every chapter relies on: that it would find one.
test.each<[string, Json]>([
  ["a password by its name", { graphics: [{ vnc: { passwd: "123456" } }] }],
  ["a password that has not expired", { passwd: "123456", passwd_valid_to: "2099-01-01T00:00:00" }],
  ["an expiry that is no date", { passwd: "123456", passwd_valid_to: "never" }],
  ["another secret beside a lock", { password: "123456", passwd_valid_to: "1970-01-01T00:00:00" }],
  ["a number", { password: 123456 }],
  ["a token", { users: [{ join_token: "x" }] }],
  ["a private key, escaped as in JSON inside JSON", { content: '"-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1r"' }],
  ["a hashed password", ["root:$6$rounds=4096$saltsalt$hash"]],
  ["a kubeadm token", { runcmd: ["kubeadm join --token abcdef.0123456789abcdef"] }],
  ["a password in a command", { runcmd: ["virt-install --graphics vnc,password=123456"] }],
  ["a password in user-data kept as text", { user_data: '{"chpasswd":{"expire":false},"password":"123456"}' }],
  ["a password in an address", "https://me:hunter2@example.org/"],
])("%s is found", (_what, json) => {
  expect(secretsIn(json)).not.toEqual([]);
});

test.each<[string, Json]>([
  ["a console's lock", { passwd: "locked", passwd_valid_to: "1970-01-01T00:00:00" }],
  ["the path of a key", { labwright_ssh_private_key_file: { default: "", description: "Path of the lab's private SSH key" } }],
  ["cloud-init's refusal of passwords", { user_data: '{"ssh_pwauth": false, "lock_passwd": true}' }],
  ["a digest's place", { LW_SUMS_URL: "https://cloud.debian.org/images/SHA512SUMS" }],
])("%s is not taken for one", (_what, json) => {
  expect(secretsIn(json)).toEqual([]);
});
