/** The script of the sign-in page: takes the code of a link out of the address, and has the server name whom it signs in. Only the button on the page that answers uses the link. */

// The code of a link in hexadecimal digits, or the secret of this machine's.
const CODE = /^(?:[\da-f]{44}|[\w-]{43})$/u;

function sendCode(): void {
  const form = document.querySelector<HTMLFormElement>('#link');
  const field = form?.querySelector<HTMLInputElement>('[name=code]');
  const code = location.hash.slice(1);
  if (form && field && CODE.test(code)) {
    history.replaceState(null, '', location.pathname + location.search);
    field.value = code;
    form.submit();
  } else if (form?.dataset['in'] === 'yes') location.replace(`/${location.hash}`);
}

// A link may be opened where the page stands already.
addEventListener('hashchange', sendCode);
sendCode();
