/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may read the files that are made in an index. */
#ifndef WS_NEW_FILES_HH
#define WS_NEW_FILES_HH

#include <string>
#include <sys/types.h>

namespace whosaid
{

/* As long as it lives, files that this process makes can be read by their owner alone, or by whoever may read the index
 * that is at `place` already. Nothing changes where only the folder's owner gets in, and for root in somebody else's
 * folder, who has to read what root makes there (whosaid.service). Of what Xapian makes, the umask alone limits the
 * rights. */
class NewFiles
{
  public:
    explicit NewFiles(const std::string &place);
    ~NewFiles();
    NewFiles(const NewFiles &) = delete;
    NewFiles &operator=(const NewFiles &) = delete;

  private:
    mode_t before_;
};

} // namespace whosaid
#endif
