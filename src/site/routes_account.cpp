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
  };
}

}  // namespace kentongan::site
