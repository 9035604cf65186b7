#include "cli/map/relate_change.hpp"

#include <limits>

#include "cli/map/cells.hpp"
#include "cli/map/lines.hpp"
#include "mapping/shift_share.hpp"

namespace grono::cli::map {

Years::Years(const FigureSource& source, const std::string& earlier, const FigureTable& now)
    : before_({earlier, source.long_columns, "", "", ""}), now_(now) {
  before_.arrange_as(now_, earlier);
  now_.forget_unknown_in(before_);
  before_.forget_unknown_in(now_);
  now_.add_up(source);
  before_.add_up(source);
}

void Years::write_shift_share(const std::string& path) const {
  const auto found = mapping::shift_share(before_.table(), now_.table());
  Lines lines(path, "region,industry,before,after,change,everywhere,industry_mix,regional,growth");
  const std::size_t industries = now_.industries().size();
  lines.write(found.region.size(), [&](std::size_t cell, std::string& text) {
    const double was = before_.table().values[cell], is = now_.table().values[cell];
    const double growth = was > 0 ? is / was - 1 : std::numeric_limits<double>::quiet_NaN();
    add_text(text, now_.regions()[cell / industries]);
    add_text(text += ',', now_.industries()[cell % industries]);
    for (const double value :
         {was, is, is - was, found.everywhere[cell], found.industry[cell], found.region[cell], growth})
      add_number(text += ',', value);
    text += '\n';
  });
  lines.close();
}

}  // namespace grono::cli::map
