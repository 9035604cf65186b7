#pragma once

#include "support/temporary_folder.hpp"

namespace grono::test {

/// What the program ships, small enough to see through: two versions of PKD with a few codes, and a few
/// towns.
class SmallShare : public TemporaryFolder {
 public:
  SmallShare() {
    for (const char* folder : {"aid", "conduct", "import", "mail", "messages", "readiness"})
      std::filesystem::copy(std::filesystem::path(GRONO_SOURCE_DIR) / "data" / folder, path() / folder);
    write("classifications/schemes.csv", "scheme,valid_until\npkd_2007,2026-12-31\npkd_2025,\n");
    write("classifications/pkd_2007.csv",
          "code,parent,title_pl,title_en\n"
          "C,,Przetwórstwo przemysłowe,Manufacturing\n"
          "32,C,Pozostała produkcja wyrobów,Other manufacturing\n"
          "32.5,32,\"Produkcja urządzeń, instrumentów oraz wyrobów medycznych\",Manufacture of medical "
          "instruments\n"
          "32.50,32.5,\"Produkcja urządzeń, instrumentów oraz wyrobów medycznych\",Manufacture of medical "
          "instruments\n"
          "32.50.Z,32.50,\"Produkcja urządzeń, instrumentów oraz wyrobów medycznych\",\n");
    write("classifications/pkd_2025.csv",
          "code,parent,title_pl,title_en\n"
          "C,,Przetwórstwo przemysłowe,Manufacturing\n"
          "26,C,Produkcja komputerów i wyrobów elektronicznych,Manufacture of computers and electronics\n"
          "26.6,26,Produkcja urządzeń napromieniowujących,Manufacture of irradiation equipment\n"
          "26.60,26.6,Produkcja urządzeń napromieniowujących,Manufacture of irradiation equipment\n"
          "26.60.Z,26.60,Produkcja urządzeń napromieniowujących,\n"
          "32,C,Pozostała produkcja wyrobów,Other manufacturing\n"
          "32.5,32,Produkcja instrumentów i wyrobów medycznych,Manufacture of medical instruments\n"
          "32.50,32.5,Produkcja instrumentów i wyrobów medycznych,Manufacture of medical instruments\n"
          "32.50.Z,32.50,Produkcja instrumentów i wyrobów medycznych,\n"
          "N,,Działalność profesjonalna naukowa i techniczna,\"Professional, scientific activities\"\n"
          "72,N,Badania naukowe i prace rozwojowe,Scientific research and development\n"
          "72.1,72,Badania naukowe w dziedzinie nauk przyrodniczych,Research on natural sciences\n"
          "72.10,72.1,Badania naukowe w dziedzinie nauk przyrodniczych,Research on natural sciences\n"
          "72.10.Z,72.10,Badania naukowe w dziedzinie nauk przyrodniczych,\n");
    write("classifications/correspondence.csv",
          "from_scheme,from_code,to_scheme,to_code,is_partial\n"
          "pkd_2007,32.50.Z,pkd_2025,32.50.Z,1\n"
          "pkd_2007,32.50.Z,pkd_2025,26.60.Z,1\n");
    write("gazetteer.csv", kTowns);
  }

 private:
  static constexpr std::string_view kTowns =
      "name,other_names,country,region,nuts,lau,lon,lat,population\n"
      "Łódź,Lodz,PL,łódzkie,PL711,1061011,19.4560,51.7592,664000\n"
      "Katowice,,PL,śląskie,PL22A,2469011,19.0238,50.2649,280000\n"
      "Gliwice,,PL,śląskie,PL229,2466011,18.6766,50.2945,172000\n"
      "Zabrze,,PL,śląskie,PL229,2478011,18.7857,50.3249,157000\n";
};

}  // namespace grono::test
