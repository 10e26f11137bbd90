/** Links of buttons: a deep link to a bot of this sandbox opens on a phone here, anything else in a new tab. */

const HOSTS = /^(t\.me|telegram\.me|max\.ru|www\.max\.ru)$/;

/** {username, payload} when the link starts a bot, else null. */
export function deepLink(url) {
  let found;
  try {
    found = new URL(url);
  } catch {
    return null;
  }
  const username = found.pathname.split("/")[1];
  if (!HOSTS.test(found.hostname) || !username) return null;
  return { username, payload: found.searchParams.get("start") };
}

export function openLink(url, phone) {
  const link = deepLink(url);
  const bot = link && phone.page.botNamed(link.username, phone.data.messenger);
  if (bot) phone.page.follow(phone, bot, link.payload);
  else if (/^(https?|tel|mailto):/i.test(url ?? "")) window.open(url, "_blank", "noopener,noreferrer");
}
