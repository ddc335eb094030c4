#include "site/pages_account.hpp"
#include "site/route.hpp"

namespace kentongan::site {

using net::Method;

std::vector<Route> account_routes() {
  return {
      {Method::get, "/masuk", pages::signin_form},
      {Method::post, "/masuk", pages::signin_do},
      {Method::post, "/keluar", pages::signout_do},
      {Method::get, "/akun", pages::account_show, Access::staff},
      {Method::post, "/akun/kata-sandi", pages::password_change, Access::staff},
      {Method::post, "/akun/keluar-semua", pages::signout_everywhere, Access::staff},
      {Method::get, "/bahasa/:tag", pages::language_choose},
      {Method::get, "/tentang", pages::about_show, Access::anyone, Keep::until_change},
      {Method::get, "/langganan", pages::subscribe_form, Access::anyone, Keep::until_change},
      {Method::post, "/langganan", pages::subscribe_do},
      {Method::get, "/langganan/konfirmasi/:token", pages::subscribe_confirm_form},
      {Method::post, "/langganan/konfirmasi/:token", pages::subscribe_confirm},
      {Method::get, "/langganan/berhenti/:token", pages::unsubscribe_form},
      // RFC 8058: mail programs post here by themselves; the address is the secret.
      {Method::post, "/langganan/berhenti/:token", pages::unsubscribe_do, Access::anyone,
       Keep::never, Proof::none},
  };
}

}  // namespace kentongan::site
