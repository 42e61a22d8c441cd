/** URLs of the notifications room. The mailbox exists in the demo only. */
export const notificationsPaths = {
  list: () => "/notifications",
  mailbox: () => "/mailbox",
  mailboxMail: (id: string) => `/mailbox/${id}`,
};
