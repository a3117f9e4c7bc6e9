/** Who may change everything: a user's name and password, which are a Secret's and stand in no chart. */
export interface AdminSecret {
  /** Name of a Secret in the add-on's namespace. It is made by hand or by another add-on, and Pods wait until it is there. */
  readonly secretName: string;
  /** @default admin-user */
  readonly userKey?: string;
  /** @default admin-password */
  readonly passwordKey?: string;
}
