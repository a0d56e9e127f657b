# What systemd does for a service with a socket unit, in short: keeps a listening socket open, starts the service with it, writes down
# what the service tells, starts the service anew when it ends, and ends when it has no file to write to any more.
#   perl service-manager.pl ADDRESS NOTIFY-SOCKET LOG WATCHDOG-MICROSECONDS COMMAND...
# ADDRESS `none`: no socket. NOTIFY-SOCKET `@NAME`: an abstract one.
use strict;
use warnings;
use Fcntl;
use IO::Select;
use IO::Socket::INET;
use POSIX ();
use Socket;
use Time::HiRes 'time';

my ($address, $notify, $log, $watchdog, @command) = @ARGV;
my $listening;
if ($address ne 'none') {
    $listening = IO::Socket::INET->new(Listen => 4096, LocalAddr => $address, ReuseAddr => 1) or die "listen: $!";
}
socket(my $told, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!";
bind($told, pack_sockaddr_un($notify =~ s/^@/\0/r)) or die "bind $notify: $!";
my $running = 0;
$SIG{TERM} = sub { kill 'TERM', $running if $running; $running = -1 };
open(my $out, '>', $log) or die "$log: $!";
$out->autoflush(1);
print $out 'port=' . ($listening ? $listening->sockport : 0) . "\n";

sub start {
    my $child = fork() // die "fork: $!";
    return $child if $child;
    $SIG{HUP} = 'DEFAULT'; # whoever runs the tests may ignore it, and a Java that inherits this can't have it
    if ($listening) {
        POSIX::dup2(fileno($listening), 3);
        open(my $three, '+<&=', 3) or die "file 3: $!";
        fcntl($three, F_SETFD, 0); # stays open in the service
        @ENV{'LISTEN_PID', 'LISTEN_FDS'} = ($$, 1);
    }
    $ENV{NOTIFY_SOCKET} = $notify;
    @ENV{'WATCHDOG_PID', 'WATCHDOG_USEC'} = ($$, $watchdog) if $watchdog;
    exec @command or die "exec: $!";
}

my $select = IO::Select->new($told);
while ($running >= 0) {
    $running = start();
    printf $out "%.3f started %d\n", time, $running;
    until (waitpid($running, POSIX::WNOHANG()) != 0) {
        next unless $select->can_read(0.01);
        recv($told, my $message, 4096, 0);
        printf $out "%.3f told %s\n", time, $message =~ s/\n/ /gr;
    }
    printf $out "%.3f ended %d\n", time, $?;
    sleep 1 if $? && $? != 15 && $? != 143 << 8; # a failed start
}
