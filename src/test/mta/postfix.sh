#!/usr/bin/env bash
# A Postfix of one's own, apart from the machine's: on loopback, with mailboxes below one directory.
# postfix.sh start <directory> <port> <domain> | stop <directory>
# The directory must have a short path: Postfix has sockets in it.
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin"
dir=$2

start() {
	local port=$1 domain=$2 owner
	owner=$(id -u postfix)
	mkdir -p "$dir"/{etc,queue,data,boxes}
	chmod 755 "$dir" "$dir/etc"
	chown "$owner" "$dir/data" "$dir/boxes"
	cat >"$dir/etc/main.cf" <<-END
		compatibility_level = 3.6
		queue_directory = $dir/queue
		data_directory = $dir/data
		maillog_file = $dir/log
		maillog_file_prefixes = $dir
		inet_interfaces = 127.0.0.1
		inet_protocols = ipv4
		myhostname = mta.$domain
		mydestination =
		mynetworks = 127.0.0.0/8
		smtpd_recipient_restrictions = permit_mynetworks, reject
		smtputf8_enable = yes
		alias_maps =
		alias_database =
		local_recipient_maps =
		default_transport = error:nothing leaves this machine
		relay_transport = error:nothing leaves this machine
		virtual_mailbox_domains = $domain
		virtual_mailbox_base = $dir/boxes
		virtual_mailbox_maps = static:inbox/
		virtual_minimum_uid = 1
		virtual_uid_maps = static:$owner
		virtual_gid_maps = static:$(id -g postfix)
	END
	cat >"$dir/etc/master.cf" <<-END
		127.0.0.1:$port inet n - n - - smtpd
		pickup    unix  n - n 60 1 pickup
		cleanup   unix  n - n -  0 cleanup
		qmgr      unix  n - n 300 1 qmgr
		tlsmgr    unix  - - n 1000? 1 tlsmgr
		rewrite   unix  - - n -  - trivial-rewrite
		bounce    unix  - - n -  0 bounce
		defer     unix  - - n -  0 bounce
		trace     unix  - - n -  0 bounce
		verify    unix  - - n -  1 verify
		flush     unix  n - n 1000? 0 flush
		proxymap  unix  - - n -  - proxymap
		error     unix  - - n -  - error
		retry     unix  - - n -  - error
		virtual   unix  - n n -  - virtual
		anvil     unix  - - n -  1 anvil
		scache    unix  - - n -  1 scache
		postlog   unix-dgram n - n - 1 postlogd
	END
	postfix -c "$dir/etc" start
}

case $1 in
start) start "$3" "$4" ;;
stop) postfix -c "$dir/etc" stop ;;
esac
