#!/bin/sh
# Publishes a built site to an object store behind a CDN, such as S3 or what speaks like it:
#
#     sh docs/hosting/object-store.sh site REMOTE:BUCKET/FOLDER
#
# REMOTE is a store that `rclone config` has been told of. What pages load goes there before the pages, and what no
# page needs any more goes away after them, so that whoever comes meanwhile finds all that a page names.
set -eu
site=$1 store=$2

# CDNs pack by themselves. Only the wizard asks for the `.gz` of its own files, where none did.
rclone copy "$site/assets" "$store/assets" --checksum --exclude '*.br' \
    --header-upload 'Cache-Control: public, max-age=31536000, immutable'

pages() {
    rclone "$@" --checksum --filter '- *.br' --filter '- /_headers' --filter '- /hosting/**' \
        --filter '+ /assets/**' --filter '- *.gz' --header-upload 'Cache-Control: no-cache'
}
pages copy "$site" "$store"
pages sync "$site" "$store"
